//! Figures for Prometheus: counters that the crates record, and the length of the queues. No name of a person, an
//! organisation or a host is ever a label.

use std::sync::OnceLock;

use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Seconds; a page should be in the first three.
const BUCKETS: &[f64] = &[0.005, 0.02, 0.1, 0.3, 1.0, 3.0, 10.0];

/// The recorder of this process; `None` when a program around us has one of its own.
pub fn handle() -> Option<&'static PrometheusHandle> {
    HANDLE
        .get_or_init(|| {
            PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), BUCKETS)
                .ok()?
                .install_recorder()
                .ok()
        })
        .as_ref()
}

/// The length of the queues, as of now.
pub struct Queues {
    /// Facts to be told.
    pub jobs: (i64, i64),
    /// Activities that arrived.
    pub inbox: (i64, i64),
    /// Deliveries that wait, dead letters.
    pub deliveries: (i64, i64),
}

impl Queues {
    /// Counts.
    ///
    /// # Errors
    /// The database's own.
    pub fn count(conn: &mut sofra_domain::AnyConnection) -> sofra_domain::Result<Self> {
        use sofra_db::queue::{delivery, inbox, job};
        let by_state = delivery::counts(conn, None)?;
        let of = |state: &str| by_state.iter().find(|(s, _)| s == state).map_or(0, |(_, n)| *n);
        Ok(Self {
            jobs: job::counts(conn)?,
            inbox: inbox::counts(conn)?,
            deliveries: (of("pending"), of("dead")),
        })
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.jobs.0 == 0 && self.inbox.0 == 0 && self.deliveries.0 == 0
    }

    /// Tells Prometheus.
    #[expect(clippy::cast_precision_loss, reason = "a queue of 2^53 entries has other problems")]
    pub fn record(&self) {
        for (queue, (waiting, aside)) in
            [("job", self.jobs), ("inbox", self.inbox), ("delivery", self.deliveries)]
        {
            metrics::gauge!("sofra_queue_waiting", "queue" => queue).set(waiting as f64);
            metrics::gauge!("sofra_queue_set_aside", "queue" => queue).set(aside as f64);
        }
    }
}

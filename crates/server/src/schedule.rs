//! What has to be done from time to time: forgetting what is no longer needed, counting the queues, keeping the lock.

use std::sync::Arc;
use std::time::Duration;

use sofra_db::alone::Alone;
use sofra_domain::{Database, digest, retention, search, statement};
use sofra_web::App;
use tokio::sync::watch;

use crate::metrics::{self, Queues};

/// Runs until told to stop.
pub async fn run(
    app: Arc<App>,
    mut alone: Option<Alone>,
    lost: watch::Sender<bool>,
    mut stop: watch::Receiver<bool>,
) {
    let mut tick = tokio::time::interval(Duration::from_secs(15));
    let mut round: u64 = 0;
    loop {
        tokio::select! {
            // An error means that the node is gone.
            _ = stop.wait_for(|stop| *stop) => return,
            _ = tick.tick() => {}
        }
        count(&app.db).await;
        if let Some(held) = alone.take() {
            alone = keep(held, &lost).await;
        }
        // At the start, then each hour.
        if round.is_multiple_of(240) {
            forget(&app).await;
            send_digests(&app).await;
        }
        index(&app, &stop).await;
        round += 1;
    }
}

/// Makes the index for searching anew where that is to be done, part by part.
pub async fn index(app: &App, stop: &watch::Receiver<bool>) {
    while !*stop.borrow() {
        let now = app.clock.now();
        let due = app
            .db
            .read(move |c| {
                Ok::<_, sofra_domain::Error>(sofra_db::queue::job::is_due(c, search::actions::JOB, now)?)
            })
            .await;
        if !matches!(due, Ok(true)) {
            return;
        }
        match app.db.write(move |conn| search::actions::work(conn, now)).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(%error, "the index for searching could not be made anew; it is tried again");
                return;
            }
        }
    }
}

/// Makes the mails about the last week ready, once a week, where the node sends mail.
pub async fn send_digests(app: &App) {
    if !app.config.mail.is_set() {
        return;
    }
    loop {
        let now = app.clock.now();
        match app.db.write(move |conn| digest::actions::send_due(conn, now)).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                tracing::warn!(%error, "the weekly mails could not be made ready");
                return;
            }
        }
    }
}

async fn count(db: &Database) {
    match db.read(Queues::count).await {
        Ok(queues) => queues.record(),
        Err(error) => tracing::warn!(%error, "the queues could not be counted"),
    }
    if let Some(handle) = metrics::handle() {
        handle.run_upkeep();
    }
}

async fn keep(mut held: Alone, lost: &watch::Sender<bool>) -> Option<Alone> {
    let kept = tokio::task::spawn_blocking(move || {
        let result = held.keep();
        (held, result)
    })
    .await;
    match kept {
        Ok((held, Ok(()))) => Some(held),
        Ok((_, Err(error @ sofra_db::Error::InUse))) => {
            tracing::error!(%error, "this node stops");
            lost.send_replace(true);
            None
        }
        Ok((held, Err(error))) => {
            tracing::warn!(%error, "the lock of the database cannot be checked now");
            Some(held)
        }
        Err(error) => {
            tracing::error!(%error, "the lock of the database cannot be checked any more");
            None
        }
    }
}

/// Forgets what has had its time, by the table that the privacy page shows.
pub async fn forget(app: &App) {
    let (now, set) = (app.clock.now(), app.config.retention.clone());
    let steps = app.db.write(move |conn| retention::actions::enforce(conn, now, &set));
    if let Err(error) = steps.await {
        tracing::warn!(%error, "what has had its time could not be forgotten");
    }
    let at = app.at();
    let reminded = app.db.write(move |conn| sofra_domain::mandate::actions::remind(conn, &at)).await;
    if let Err(error) = reminded {
        tracing::warn!(%error, "holders of mandates could not be reminded");
    }
    let at = app.at();
    let asked = app.db.write(move |conn| sofra_domain::network::call::actions::remind(conn, &at)).await;
    if let Err(error) = asked {
        tracing::warn!(%error, "organisations could not be reminded of what they are asked");
    }
    let at = app.at();
    let unused = app.db.write(move |conn| statement::actions::forget_unused_images(conn, &at)).await;
    match unused {
        Ok(names) => {
            let folder = app.config.media_folder();
            for name in names {
                // A file that stays behind is only wasted room: nothing names it any more.
                let _ = tokio::fs::remove_file(folder.join(name)).await;
            }
        }
        Err(error) => tracing::warn!(%error, "unused images could not be forgotten"),
    }
}

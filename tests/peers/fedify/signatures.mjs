// Fedify reports through OpenTelemetry how it verified an activity. This keeps
// that report, so that the log of a peer tells what was checked instead of
// assuming it.
import { BasicTracerProvider } from "@opentelemetry/sdk-trace-base";

const UNKNOWN = { verified: false, verified_by: [], key_id: null };

/** A tracer provider for Fedify and `of(activityId)`: how that activity was verified. */
export function watchSignatures() {
  const byActivity = new Map();
  const processor = {
    onStart() {},
    onEnd(span) {
      const event = span.events.find((candidate) => candidate.name === "activitypub.activity.received");
      if (event?.attributes["activitypub.activity.verified"] !== true) return;
      const by = [];
      if (event.attributes["http_signatures.verified"]) by.push("http");
      if (event.attributes["ld_signatures.verified"]) by.push("ld");
      // Fedify tries a proof (FEP-8b32) first and then looks at no HTTP signature.
      if (by.length === 0) by.push("proof");
      byActivity.set(span.attributes["activitypub.activity.id"] ?? null, {
        verified: true,
        verified_by: by,
        key_id: event.attributes["http_signatures.key_id"] || null,
      });
    },
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  return {
    provider: new BasicTracerProvider({ spanProcessors: [processor] }),
    of: (id) => byActivity.get(id) ?? UNKNOWN,
  };
}

// Fedify's own log on standard error, for a person who looks for a cause.
import { configure, getTextFormatter } from "@logtape/logtape";

/** Sends everything from debug upwards to standard error. */
export async function logToStandardError() {
  const format = getTextFormatter();
  await configure({
    sinks: { stderr: (record) => process.stderr.write(format(record)) },
    loggers: [
      { category: "fedify", lowestLevel: "debug", sinks: ["stderr"] },
      { category: ["logtape", "meta"], lowestLevel: "warning", sinks: ["stderr"] },
    ],
  });
}

/**
 * Runs `close` once, on the first SIGTERM, SIGINT or SIGHUP; the process then ends by itself.
 * A second signal ends it at once, for a person who does not want to wait.
 */
export function onShutdown(close: (signal: NodeJS.Signals) => Promise<void>): void {
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (closing && signal !== 'SIGHUP') process.exit(1); // a terminal that is closed after Ctrl-C sends SIGHUP too
      if (closing) return;
      closing = true;
      void close(signal).finally(() => process.exit());
    });
  }
}

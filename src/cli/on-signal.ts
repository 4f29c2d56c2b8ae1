import { constants } from 'node:os';

/** Writes a last message on Ctrl-C or SIGTERM, and ends. What was sent is on the disk and with the server. */
export function onSignal(
  notify: () => void,
  codeOf: (signal: NodeJS.Signals) => number = (signal) => 128 + constants.signals[signal],
): () => void {
  const end = (signal: NodeJS.Signals) => {
    notify();
    process.exit(codeOf(signal));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

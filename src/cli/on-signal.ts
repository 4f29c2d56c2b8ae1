import { constants } from 'node:os';

/**
 * Ends the process on Ctrl-C or SIGTERM, after one last thing: a message, or a file to be removed.
 * @param beforeEnd synchronous, since nothing is waited for
 * @returns stops listening, once there is nothing left to do on the way out
 */
export function onSignal(
  beforeEnd: () => void,
  codeOf: (signal: NodeJS.Signals) => number = (signal) => 128 + constants.signals[signal],
): () => void {
  const end = (signal: NodeJS.Signals) => {
    beforeEnd();
    process.exit(codeOf(signal));
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

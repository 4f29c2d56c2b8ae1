import { constants } from 'node:os';

const ending = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the process on Ctrl-C, SIGTERM, or SIGHUP, when its terminal is closed, after one last thing: a message, or a file to be removed.
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
  for (const signal of ending) process.once(signal, end);
  return () => {
    for (const signal of ending) process.off(signal, end);
  };
}

/** How the command ends; scripts rely on the numbers. Held against the README by a test. */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  filesFailed: { code: 1, meaning: 'done, but a file is damaged or could not be read' },
  usage: { code: 2, meaning: 'a wrong option or argument, or a file that is not there' },
  refused: { code: 3, meaning: 'Argus refused the request' },
  unreachable: { code: 4, meaning: 'Argus cannot be reached' },
  batchFailed: { code: 5, meaning: 'the batch failed' },
  unhealthy: { code: 6, meaning: '`doctor` found what has to be mended' },
  internal: { code: 70, meaning: 'a fault in this command' },
  interrupted: { code: 130, meaning: 'interrupted by Ctrl-C' },
} as const satisfies Record<string, { code: number; meaning: string }>;

export type Ending = keyof typeof exitCodes;

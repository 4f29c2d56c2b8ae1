/** Exit codes; scripts rely on the numbers. A test compares them with the README. */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  filesFailed: {
    code: 1,
    meaning:
      'done, but a file is damaged, not supported in part, or could not be read, or nothing was there to write',
  },
  usage: {
    code: 2,
    meaning: 'an invalid option or argument, or a file that is missing or cannot be read or written',
  },
  refused: { code: 3, meaning: 'Argus refused the request' },
  unreachable: { code: 4, meaning: 'Argus cannot be reached' },
  batchFailed: { code: 5, meaning: 'the batch failed' },
  unhealthy: {
    code: 6,
    meaning:
      '`doctor` or `admin verify-objects` found what has to be mended, `verify-receipt` no valid signature',
  },
  internal: { code: 70, meaning: 'a bug in this command' },
  interrupted: { code: 130, meaning: 'interrupted by Ctrl-C' },
} as const satisfies Record<string, { code: number; meaning: string }>;

export type Ending = keyof typeof exitCodes;

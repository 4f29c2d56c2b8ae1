export const fileStates = ['pending', 'parsing', 'parsed', 'failed'] as const;
export type FileState = (typeof fileStates)[number];

/** What is deleted by age, or by an operator. */
export const retentionKinds = [
  'events',
  'summaries',
  'reports',
  'charts',
  'recordings',
  'batches',
  'objects',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** Those of a `BatchFile`. */
export const fileColumns = [
  'id',
  'batch_id',
  'name',
  'size',
  'sha256',
  'content_type',
  'recorded_at',
  'priority',
  'labels',
  'position',
  'state',
  'format',
  'verdict',
  'message_count',
  'created_at',
  'processed_at',
].join(', ');

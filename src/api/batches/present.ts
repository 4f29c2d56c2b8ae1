import type { Batch, BatchFile } from '../../domain/batch.ts';
import { picker } from '../http/fields.ts';
import { type FileBody, fileSchema } from './file-schema.ts';
import type { ProgressBody } from './progress-schema.ts';
import { type BatchBody, batchSchema } from './schema.ts';

const batchFields = picker(batchSchema);
const fileFields = picker(fileSchema);

export function presentBatch(batch: Batch): BatchBody {
  return { batch_id: batch.id, ...batchFields(batch) };
}

export function presentFile(file: BatchFile): FileBody {
  return { file_id: file.id, ...fileFields(file) };
}

export function presentProgress(batch: Batch): ProgressBody {
  return {
    batch_id: batch.id,
    status: batch.status,
    run: batch.run,
    total_files: batch.total_files,
    processed_files: batch.processed_files,
    failed_files: batch.failed_files,
    progress_percent: progressPercent(batch),
    failure_code: batch.failure_code,
    failure_message: batch.failure_message,
    created_at: batch.created_at,
    updated_at: batch.updated_at,
    ...(batch.completed_at && { completed_at: batch.completed_at }),
  };
}

/** 0 to 100, one decimal; 100 only when every file has been processed. */
function progressPercent({ total_files, processed_files }: Batch): number {
  if (total_files === 0) return 0;
  return Math.min(100, Math.floor((processed_files * 1000) / total_files) / 10);
}

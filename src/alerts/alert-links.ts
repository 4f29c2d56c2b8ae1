import type { StoredAlert } from '../domain/alert.ts';

/** Where people read the report; undefined without an address of the console. */
export function reportUrl(
  publicUrl: string | undefined,
  { batch_id, run }: Pick<StoredAlert, 'batch_id' | 'run'>,
): string | undefined {
  if (publicUrl === undefined) return undefined;
  return `${publicUrl.replace(/\/+$/, '')}/batches/${encodeURIComponent(batch_id)}?run=${run}`;
}

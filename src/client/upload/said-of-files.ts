import type { z } from 'zod';
import type { newUploadBody } from '../../api/uploads/upload-schema.ts';

/** What is said of each file that is sent, as far as the sender knows it. */
export type SaidOfFiles = Pick<z.input<typeof newUploadBody>, 'recorded_at' | 'priority' | 'labels'>;

/** The same as headers of Resumable Uploads for HTTP. Node writes headers as latin1; the server takes their bytes for UTF-8. */
export function factHeaders({ recorded_at, priority, labels = [] }: SaidOfFiles): Record<string, string> {
  return {
    ...(recorded_at !== undefined && { 'argus-recorded-at': recorded_at }),
    ...(priority !== undefined && { 'argus-priority': String(priority) }),
    ...(labels.length > 0 && { 'argus-labels': Buffer.from(labels.join(',')).toString('latin1') }),
  };
}

/** Tells uploads apart that say different things of the same file; empty where nothing is said. */
export function factKey({ recorded_at, priority, labels = [] }: SaidOfFiles): string[] {
  const said = [recorded_at ?? '', priority ?? 0, ...labels];
  return said.some((one) => one !== '' && one !== 0) ? [JSON.stringify(said)] : [];
}

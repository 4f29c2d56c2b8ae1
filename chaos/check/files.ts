import { createHash } from 'node:crypto';
import { Client } from 'minio';
import { asSuperuser, type Servers } from '../admin.ts';
import type { AcknowledgedFile, Ledger } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';

/** Where the rows and objects of an Argus are. */
export type StoredFiles = Pick<World, 'bucket'> & Servers;

interface FileRow {
  id: string;
  batch_id: string;
  sha256: string;
  size: string;
  state: string;
}

export interface FilesChecked {
  violations: string[];
  rows: readonly FileRow[];
  objects: number;
}

/** Every acknowledged file has a row, and every row (of this batch, if given) an object with the same SHA-256. */
export async function checkFiles(
  stored: StoredFiles,
  ledger: Ledger,
  batchId?: string,
): Promise<FilesChecked> {
  const rows = await asSuperuser<FileRow>(
    stored,
    'SELECT id, batch_id, sha256, size, state FROM files WHERE $1::uuid IS NULL OR batch_id = $1',
    [batchId ?? null],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const promised = ledger.batches.flatMap(({ files }) => files);
  const violations = promised.flatMap((file) => {
    const fault = faultOf(file, byId.get(file.id));
    return fault === undefined ? [] : [`file ${file.id}: ${fault}`];
  });
  const store = new Client(stored.stack.endpoints.minio);
  let objects = 0;
  for (const { id, batch_id, sha256 } of rows) {
    try {
      const found = await hashOf(store, stored.bucket, `${batch_id}/${id}`);
      objects += 1;
      if (found !== sha256) violations.push(`file ${id}: the object has another SHA-256 than the row`);
    } catch (error) {
      violations.push(`file ${id}: a row without an object (${error})`);
    }
  }
  return { violations, rows, objects };
}

function faultOf({ sha256, size, poison }: AcknowledgedFile, row: FileRow | undefined): string | undefined {
  if (!row) return 'it was acknowledged and has no row';
  if (row.sha256 !== sha256 || Number(row.size) !== size) return 'the row says other bytes than were sent';
  if (poison && row.state === 'parsed') return 'it is poison and was parsed';
  if (!poison && row.state === 'failed') return 'it is sound and failed';
  return undefined;
}

async function hashOf(store: Client, bucket: string, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await store.getObject(bucket, key)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

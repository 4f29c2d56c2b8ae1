import { createHash } from 'node:crypto';
import { Client } from 'minio';
import { asSuperuser } from '../admin.ts';
import type { Ledger } from '../vehicles/ledger.ts';
import type { World } from '../world.ts';

interface FileRow {
  id: string;
  batch_id: string;
  sha256: string;
  size: string;
  state: string;
}

export interface FilesChecked {
  violations: string[];
  count: number;
  objects: number;
}

/** Every acknowledged file is a row, and every row is an object with the same SHA-256. */
export async function checkFiles(world: World, ledger: Ledger): Promise<FilesChecked> {
  const rows = await asSuperuser<FileRow>(world, 'SELECT id, batch_id, sha256, size, state FROM files');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const violations: string[] = [];
  for (const { files } of ledger.batches) {
    for (const { id, sha256, size, poison } of files) {
      const row = byId.get(id);
      if (!row) violations.push(`file ${id} was acknowledged and has no row`);
      else if (row.sha256 !== sha256 || Number(row.size) !== size)
        violations.push(`file ${id}: the row has another SHA-256 or size than the vehicle`);
      else if (poison && row.state === 'parsed') violations.push(`file ${id} is poison and was parsed`);
      else if (!poison && row.state === 'failed') violations.push(`file ${id} is sound and failed`);
    }
  }
  const store = new Client(world.stack.endpoints.minio);
  let objects = 0;
  for (const { id, batch_id, sha256 } of rows) {
    try {
      const found = await hashOf(store, world.bucket, `${batch_id}/${id}`);
      objects += 1;
      if (found !== sha256) violations.push(`file ${id}: the object has another SHA-256 than the row`);
    } catch (error) {
      violations.push(`file ${id}: a row without an object (${error})`);
    }
  }
  return { violations, count: rows.length, objects };
}

async function hashOf(store: Client, bucket: string, key: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of await store.getObject(bucket, key)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

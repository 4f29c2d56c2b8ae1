import { createHash, randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { fileObjectKey } from '../../src/domain/batch.ts';
import type { RoleDeps } from '../../src/role.ts';
import { endlessMcap } from '../recordings/endless-mcap.ts';
import type { BenchVehicle } from './batches.ts';
import { type GeneratedRecording, partsOf } from './send-recording.ts';
import type { SyntheticStore } from './synthetic-store.ts';

type Db = RoleDeps['stores']['db'];

/** A recording with the digest of all its bytes, as an upload would have found it. */
export interface Digested {
  recording: GeneratedRecording;
  sha256: string;
}

/** Generates it once, for its digest. */
export function digested(bytes: number): Digested {
  const recording = endlessMcap(bytes);
  const hash = createHash('sha256');
  for (const part of partsOf(recording)) hash.update(part);
  return { recording, sha256: hash.digest('hex') };
}

export interface Synthetic {
  /** Are read by whoever processes the batch. */
  read: readonly Digested[];
  /** So many more of this size each, whose contents have the summary of `like`, a digest. */
  known?: { count: number; bytes: number; like: string };
}

/**
 * A batch as uploads leave it, without the uploads: rows of files whose objects `store` generates. Of files whose content is known there
 * is no object at all.
 */
export async function placeBatch(
  vehicle: BenchVehicle,
  db: Db,
  store: SyntheticStore,
  { read, known }: Synthetic,
): Promise<string> {
  const { batch_id } = await vehicle.create();
  if (known) {
    await db.query(
      `WITH placed AS (
         INSERT INTO files (id, batch_id, name, size, sha256, content_type, ahead_at)
         SELECT gen_random_uuid(), $1, 'drive_' || n || '.mcap', $3::bigint, encode(sha256(($5 || ' ' || n)::bytea), 'hex'),
                'application/octet-stream', now()
         FROM generate_series(1, $2::int) AS n RETURNING sha256)
       INSERT INTO summaries (sha256, parser_version, summary, outcome)
       SELECT placed.sha256, s.parser_version, s.summary, s.outcome FROM placed, summaries s WHERE s.sha256 = $4`,
      [batch_id, known.count, known.bytes, known.like, randomUUID()],
    );
  }
  for (const { recording, sha256 } of read) {
    const id = uuidv7();
    store.add(fileObjectKey(batch_id, id), recording);
    await db.query(
      `INSERT INTO files (id, batch_id, name, size, sha256, content_type)
       VALUES ($1, $2, $3, $4, $5, 'application/octet-stream')`,
      [id, batch_id, `read_${id}.mcap`, recording.size, sha256],
    );
  }
  return batch_id;
}

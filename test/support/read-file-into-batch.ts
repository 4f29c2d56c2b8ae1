import { createHash } from 'node:crypto';
import { bufferSource } from '../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { form, formType, type TestApi } from './test-api.ts';

/** Uploads a file to a batch that nobody processes, and records what a worker would have read of it. @returns its id. */
export async function readFileIntoBatch(
  api: TestApi,
  batchId: string,
  file: { name: string; bytes: Uint8Array; database?: Uint8Array },
): Promise<string> {
  const bytes = Buffer.from(file.bytes);
  const { body } = await api.call(`/batches/${batchId}/files`, {
    method: 'POST',
    headers: { 'content-type': formType },
    body: new Uint8Array(form({ name: 'file', filename: file.name, bytes })),
  });
  const databases = file.database ? [openDatabase('test.dbc', file.database)] : [];
  const summary = await summariseFile(bufferSource(bytes), { databases });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await api.stores.db.query(
    `INSERT INTO summaries (sha256, parser_version, summary) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [sha256, summary.parser_version, JSON.stringify(summary)],
  );
  const { rows } = await api.stores.db.query<{ id: string }>(
    `UPDATE files SET state = 'parsed', format = $3, message_count = $4, parser_version = $5
     WHERE batch_id = $1 AND sha256 = $2 RETURNING id`,
    [batchId, sha256, summary.format, summary.message_count, summary.parser_version],
  );
  if (!rows[0]) throw new Error(`the upload failed: ${JSON.stringify(body)}`);
  return rows[0].id;
}

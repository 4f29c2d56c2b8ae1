import { v5 as uuidv5 } from 'uuid';
import type { Batch, BatchFile, ProgressSnapshot } from '../../domain/batch.ts';
import type { Chunk } from '../../domain/chunks.ts';
import { ArgusError } from '../../domain/error.ts';
import { type FileFacts, noFacts } from '../../domain/file-facts.ts';
import type { FileState } from '../../domain/file-state.ts';
import { batchColumns, noSuchBatch } from './batch-rows.ts';
import { dropFile } from './drop-file.ts';
import { fileColumns } from './file-columns.ts';
import type { Db } from './pool.ts';
import { type FileResult, type Reused, recordResults, reuseSummaries } from './results.ts';
import type { SummaryVersions } from './summaries.ts';

export type NewFile = Pick<BatchFile, 'id' | 'batch_id' | 'name' | 'size' | 'sha256' | 'content_type'> & {
  facts?: FileFacts;
  /** Whether it defines CAN frames (a DBC). */
  is_can_database?: boolean;
  /** Key of an upload that may be repeated: a repeat with the same key stores no other file. */
  upload_key?: string | null;
  /** Of an upload: counts only while this request holds it. */
  holder?: string;
};

export interface UnprocessedFile {
  position: number;
  size: number;
  /** Null where nobody did. */
  taken_ms: number | null;
}

export function createFileStore(db: Db) {
  return {
    /**
     * Adds an uploaded file. The batch's row is share-locked, so that a concurrent `complete` either includes the
     * file or makes this throw, never both. Files of a batch are added one after the other, so that their order is
     * the one in which they become visible: a reader that fetches page after page misses none. Resolves to the file
     * that the same upload key has already stored, or that has the same name and content, if there is one.
     * @throws ArgusError `not_found`, `state` (the batch takes no more files), `too_many_files`, `upload_interrupted`.
     */
    async add(file: NewFile, maxFiles: number): Promise<BatchFile> {
      const contentKey = uuidv5(`${file.sha256} ${file.name}`, file.batch_id);
      const { recorded_at, priority, labels } = file.facts ?? noFacts;
      const { rows } = await db.query<BatchFile>({
        name: 'add-file',
        text: `WITH held AS (SELECT FROM uploads WHERE id = $1 AND holder = $10 FOR UPDATE),
               open AS (SELECT id FROM batches WHERE id = $2 AND status = 'pending'
                          AND ($10::uuid IS NULL OR EXISTS (SELECT FROM held)) FOR SHARE),
               turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(id::text, 0)) FROM open)
               INSERT INTO files (id, batch_id, name, size, sha256, content_type, is_can_database, upload_key, content_key,
                                  recorded_at, priority, labels)
               SELECT $1, open.id, $3, $4, $5, $6, $7, $8, $9, $11, $12, $13 FROM open, turn
               ON CONFLICT DO NOTHING
               RETURNING ${fileColumns}`,
        values: [
          file.id,
          file.batch_id,
          file.name,
          file.size,
          file.sha256,
          file.content_type,
          file.is_can_database ?? false,
          file.upload_key ?? null,
          contentKey,
          file.holder ?? null,
          recorded_at,
          priority,
          labels,
        ],
      });
      const added = rows[0] ?? (await this.present(file, contentKey));
      if (added) return added;
      const why = await whyClosed(db, file.batch_id, maxFiles);
      if (file.holder === undefined || why.code !== 'too_many_files') throw why;
      throw new ArgusError('upload_interrupted', 'Another request took over; ask where the upload stands.');
    },

    /** The file that an earlier attempt has added; or one of the same content, while the batch takes files. */
    async present(
      { id, batch_id, upload_key = null }: NewFile,
      contentKey: string,
    ): Promise<BatchFile | undefined> {
      const { rows } = await db.query<BatchFile>({
        name: 'present-file',
        text: `SELECT ${fileColumns} FROM files WHERE batch_id = $1 AND (
                 upload_key = $2 OR id = $4 OR
                 (content_key = $3 AND EXISTS (SELECT FROM batches WHERE id = $1 AND status = 'pending')))
               ORDER BY upload_key = $2 DESC NULLS LAST LIMIT 1`,
        values: [batch_id, upload_key, contentKey, id],
      });
      return rows[0];
    },

    /** Throws unless the batch accepts a file now; called before the first byte is stored. */
    async assertOpen(batchId: string, maxFiles: number): Promise<void> {
      const { rows } = await db.query<{ status: Batch['status']; files: number }>({
        name: 'assert-open',
        text: `SELECT status, (SELECT count(*) FROM files WHERE batch_id = $1) AS files FROM batches WHERE id = $1`,
        values: [batchId],
      });
      const batch = rows[0];
      if (batch?.status !== 'pending' || batch.files >= maxFiles)
        throw await whyClosed(db, batchId, maxFiles);
    },

    async get(batchId: string, fileId: string): Promise<BatchFile | undefined> {
      const { rows } = await db.query<BatchFile>({
        name: 'get-file',
        text: `SELECT ${fileColumns} FROM files WHERE batch_id = $1 AND id = $2`,
        values: [batchId, fileId],
      });
      return rows[0];
    },

    /** The file that an upload with this key has stored. */
    async ofUpload(batchId: string, uploadKey: string): Promise<BatchFile | undefined> {
      const { rows } = await db.query<BatchFile>({
        name: 'file-of-upload',
        text: `SELECT ${fileColumns} FROM files WHERE batch_id = $1 AND upload_key = $2`,
        values: [batchId, uploadKey],
      });
      return rows[0];
    },

    /** See `dropFile`. */
    drop: (batchId: string, fileId: string): Promise<void> => dropFile(db, batchId, fileId),

    /** In upload order; `after` is the last id of the previous page. */
    async list(
      batchId: string,
      state: FileState | undefined,
      after: string | undefined,
      limit: number,
    ): Promise<BatchFile[]> {
      const { rows } = await db.query<BatchFile>(
        `SELECT ${fileColumns} FROM files
         WHERE batch_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::uuid IS NULL OR seq > (SELECT seq FROM files WHERE batch_id = $1 AND id = $3))
         ORDER BY seq LIMIT $4`,
        [batchId, state ?? null, after ?? null, limit],
      );
      return rows;
    },

    /** The files at positions `offset` … `offset + limit - 1`. */
    async chunk(batchId: string, offset: number, limit: number): Promise<BatchFile[]> {
      const { rows } = await db.query<BatchFile>({
        name: 'file-chunk',
        text: `SELECT ${fileColumns} FROM files
               WHERE batch_id = $1 AND position >= $2 AND position < $3 ORDER BY position`,
        values: [batchId, offset, offset + limit],
      });
      return rows;
    },

    /** Names of the files at these positions, in their order. */
    async namesAt(batchId: string, positions: readonly number[]): Promise<string[]> {
      const { rows } = await db.query<{ name: string }>({
        name: 'file-names-at',
        text: 'SELECT name FROM files WHERE batch_id = $1 AND position = ANY ($2) ORDER BY position',
        values: [batchId, positions],
      });
      return rows.map(({ name }) => name);
    },

    async markParsing(fileIds: string[]): Promise<void> {
      await db.query({
        name: 'mark-parsing',
        text: `UPDATE files SET state = 'parsing' WHERE id = ANY($1::uuid[]) AND state = 'pending'`,
        values: [fileIds],
      });
    },

    /** See `recordResults`. */
    recordResults: (batchId: string, run: number, results: FileResult[]): Promise<ProgressSnapshot> =>
      recordResults(db, batchId, run, results),

    /** See `reuseSummaries`. */
    reuseSummaries: (
      batchId: string,
      run: number,
      range: Chunk,
      versions: SummaryVersions,
    ): Promise<Reused | undefined> => reuseSummaries(db, batchId, run, range, versions),

    /** Files that the current run has not processed yet, by position; `taken_ms` since a worker began to read them ahead. */
    async unprocessed(batchId: string): Promise<UnprocessedFile[]> {
      const { rows } = await db.query<UnprocessedFile>({
        name: 'unprocessed-files',
        text: `SELECT position, size, CASE WHEN ahead_at > '-infinity' THEN
                 (extract(epoch FROM clock_timestamp() - ahead_at) * 1000)::int8 END AS taken_ms FROM files
               WHERE batch_id = $1 AND state IN ('pending', 'parsing') AND position IS NOT NULL ORDER BY position`,
        values: [batchId],
      });
      return rows;
    },

    /** Ids of the files of a batch that the current run has processed, for rebuilding the gate. */
    async processedIds(batchId: string): Promise<string[]> {
      const { rows } = await db.query<{ id: string }>(
        `SELECT id FROM files WHERE batch_id = $1 AND state IN ('parsed', 'failed')`,
        [batchId],
      );
      return rows.map(({ id }) => id);
    },

    /** When the last file was uploaded; null if there is none. */
    async lastUploadAt(batchId: string): Promise<string | null> {
      const { rows } = await db.query<{ at: string | null }>(
        'SELECT max(created_at) AS at FROM files WHERE batch_id = $1',
        [batchId],
      );
      return rows[0]?.at ?? null;
    },
  };
}

export type FileStore = ReturnType<typeof createFileStore>;

async function whyClosed(db: Pick<Db, 'query'>, batchId: string, maxFiles: number): Promise<ArgusError> {
  const { rows } = await db.query<Batch>(`SELECT ${batchColumns} FROM batches WHERE id = $1`, [batchId]);
  const batch = rows[0];
  if (!batch) return noSuchBatch(batchId);
  if (batch.status === 'pending') {
    return new ArgusError('too_many_files', `A batch holds at most ${maxFiles} files; create another one.`);
  }
  return new ArgusError('state', `The batch is ${batch.status} and accepts no more files.`, {
    details: { status: batch.status },
  });
}

import type { FileFacts } from '../../domain/file-facts.ts';
import type { Upload } from '../../domain/upload.ts';
import type { Db } from './pool.ts';

/** A request that has not been heard of for this long has died, and others may go on. */
const lease = "interval '10 seconds'";

const columns = `id, batch_id, name, length, received, part_bytes, s3_upload_id, tail, state, direct, is_piece, metadata, digests,
  recorded_at, priority, labels, refusal, file_id, holder IS NOT NULL AND held_until > clock_timestamp() AS held, created_at, touched_at`;

export type NewUpload = Pick<
  Upload,
  'id' | 'batch_id' | 'name' | 'length' | 'part_bytes' | 'is_piece' | 'metadata' | 'digests' | keyof FileFacts
>;

/** What a request has brought to safety. */
export interface Stored {
  /** Undefined: what clients are told stays as it is. */
  received: number | undefined;
  length: number | null;
  s3_upload_id: string | null;
  tail: number[];
  /** New whole parts. */
  parts: { number: number; etag: string }[];
  state?: 'open' | 'completing';
}

/** Rows of uploads. Writes take the holder's id, and change nothing for one that has lost its hold. */
export function createUploadStore(db: Db) {
  const one = async (name: string, text: string, values: unknown[]): Promise<Upload | undefined> =>
    (await db.query<Upload>({ name, text, values })).rows[0];

  return {
    /** Where there is one of this id, it is that one. Undefined when the batch takes no more files. */
    async create(upload: NewUpload): Promise<Upload | undefined> {
      const { id, batch_id, name, length, part_bytes, is_piece, metadata, digests } = upload;
      const { recorded_at, priority, labels } = upload;
      const created = await one(
        'create-upload',
        `INSERT INTO uploads (id, batch_id, name, length, part_bytes, is_piece, metadata, digests, recorded_at, priority, labels)
         SELECT $1, b.id, $3, $4, $5, $6, $7, $8, $9, $10, $11 FROM batches b WHERE b.id = $2 AND b.status = 'pending'
         ON CONFLICT (id) DO NOTHING RETURNING ${columns}`,
        [
          ...[id, batch_id, name, length, part_bytes, is_piece, metadata, JSON.stringify(digests)],
          ...[recorded_at, priority, labels],
        ],
      );
      return created ?? this.get(batch_id, id);
    },

    get: (batchId: string, id: string): Promise<Upload | undefined> =>
      one('get-upload', `SELECT ${columns} FROM uploads WHERE batch_id = $1 AND id = $2`, [batchId, id]),

    /** Newest first. */
    async list(batchId: string, after: string | undefined, limit: number): Promise<Upload[]> {
      const { rows } = await db.query<Upload>(
        `SELECT ${columns} FROM uploads WHERE batch_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [batchId, after ?? null, limit],
      );
      return rows;
    },

    /** Lets `holder` write, unless another one does. */
    take: (batchId: string, id: string, holder: string): Promise<Upload | undefined> =>
      one(
        'take-upload',
        `UPDATE uploads SET holder = $3, held_until = clock_timestamp() + ${lease}, wanted = false, touched_at = now()
         WHERE batch_id = $1 AND id = $2 AND (holder IS NULL OR held_until <= clock_timestamp()) RETURNING ${columns}`,
        [batchId, id, holder],
      ),

    /** Whether another request waits for this one; undefined when the hold is lost. */
    async renew(id: string, holder: string): Promise<{ wanted: boolean } | undefined> {
      const { rows } = await db.query<{ wanted: boolean }>({
        name: 'renew-upload',
        text: `UPDATE uploads SET held_until = clock_timestamp() + ${lease} WHERE id = $1 AND holder = $2 RETURNING wanted`,
        values: [id, holder],
      });
      return rows[0];
    },

    /** Asks whoever writes to it to stop. */
    async interrupt(id: string): Promise<void> {
      await db.query({
        name: 'interrupt-upload',
        text: 'UPDATE uploads SET wanted = true WHERE id = $1 AND holder IS NOT NULL',
        values: [id],
      });
    },

    async release(id: string, holder: string): Promise<void> {
      await db.query({
        name: 'release-upload',
        text: 'UPDATE uploads SET holder = NULL, held_until = NULL WHERE id = $1 AND holder = $2',
        values: [id, holder],
      });
    },

    /** False when the hold is lost. */
    async record(id: string, holder: string, stored: Stored): Promise<boolean> {
      const { received, length, s3_upload_id, tail, parts, state = 'open' } = stored;
      const { rowCount } = await db.query({
        name: 'record-upload',
        text: `WITH held AS (
                 UPDATE uploads SET received = coalesce($3, received), length = $4, s3_upload_id = $5, tail = $6, state = $7,
                        touched_at = now(), held_until = clock_timestamp() + ${lease}
                 WHERE id = $1 AND holder = $2 RETURNING id),
               put AS (
                 INSERT INTO upload_parts (upload_id, number, etag)
                 SELECT held.id, part.number, part.etag FROM held, unnest($8::int[], $9::text[]) AS part(number, etag)
                 ON CONFLICT (upload_id, number) DO UPDATE SET etag = excluded.etag)
               SELECT FROM held`,
        values: [
          id,
          holder,
          received ?? null,
          length,
          s3_upload_id,
          tail,
          state,
          parts.map(({ number }) => number),
          parts.map(({ etag }) => etag),
        ],
      });
      return rowCount === 1;
    },

    /** The parts are sent by the client itself from now on. */
    async beginDirect(id: string, holder: string, s3UploadId: string): Promise<void> {
      await db.query('UPDATE uploads SET s3_upload_id = $3, direct = true WHERE id = $1 AND holder = $2', [
        id,
        holder,
        s3UploadId,
      ]);
    },

    /** In the order of the parts. */
    async etags(id: string): Promise<string[]> {
      const { rows } = await db.query<{ etag: string }>({
        name: 'upload-etags',
        text: 'SELECT etag FROM upload_parts WHERE upload_id = $1 ORDER BY number',
        values: [id],
      });
      return rows.map(({ etag }) => etag);
    },

    /** The file counts, or the piece is whole. Its parts are no more. */
    async finish(id: string, holder: string, length: number, fileId: string | null): Promise<void> {
      await db.query({
        name: 'finish-upload',
        text: `WITH gone AS (DELETE FROM upload_parts WHERE upload_id = $1)
               UPDATE uploads SET state = 'finished', length = $3, received = $3, file_id = $4, tail = '{}', s3_upload_id = NULL,
                      holder = NULL, held_until = NULL, touched_at = now()
               WHERE id = $1 AND holder = $2`,
        values: [id, holder, length, fileId],
      });
    },

    /** It takes no more bytes, and never becomes a file. False when the hold is lost. */
    async refuse(id: string, holder: string, refusal: string): Promise<boolean> {
      const { rowCount } = await db.query({
        name: 'refuse-upload',
        text: `UPDATE uploads SET state = 'refused', refusal = $3 WHERE id = $1 AND holder = $2`,
        values: [id, holder, refusal],
      });
      return rowCount === 1;
    },

    async remove(id: string, holder: string): Promise<void> {
      await db.query('DELETE FROM uploads WHERE id = $1 AND holder = $2', [id, holder]);
    },

    /** Unfinished ones of which nothing was heard for so long, or whose batch takes no more files. */
    async abandoned(hours: number, limit: number): Promise<Upload[]> {
      const { rows } = await db.query<Upload>(
        `SELECT ${columns} FROM uploads u
         WHERE (state <> 'finished' OR is_piece) AND (holder IS NULL OR held_until <= clock_timestamp())
           AND (touched_at < now() - make_interval(secs => $1 * 3600)
                OR NOT EXISTS (SELECT FROM batches b WHERE b.id = u.batch_id AND b.status = 'pending'))
         ORDER BY touched_at LIMIT $2`,
        [hours, limit],
      );
      return rows;
    },

    /** Rows of finished uploads whose batch takes no more files: nobody asks for them. Their files stay. */
    async forgetFinished(limit: number): Promise<number> {
      const { rowCount } = await db.query(
        `DELETE FROM uploads WHERE id = ANY (ARRAY(
           SELECT u.id FROM uploads u JOIN batches b ON b.id = u.batch_id
           WHERE u.state = 'finished' AND u.touched_at < now() - interval '24 hours' AND b.status <> 'pending' LIMIT $1))`,
        [limit],
      );
      return rowCount ?? 0;
    },

    /** Those of the object store's ids that belong to an upload. */
    async known(s3UploadIds: string[]): Promise<Set<string>> {
      const { rows } = await db.query<{ s3_upload_id: string }>(
        'SELECT s3_upload_id FROM uploads WHERE s3_upload_id = ANY($1::text[])',
        [s3UploadIds],
      );
      return new Set(rows.map(({ s3_upload_id }) => s3_upload_id));
    },
  };
}

export type UploadStore = ReturnType<typeof createUploadStore>;

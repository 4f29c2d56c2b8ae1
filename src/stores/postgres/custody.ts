import { v7 as uuidv7 } from 'uuid';
import type { BatchFile } from '../../domain/batch.ts';
import type { CustodyIncident, IncidentKind, ObjectFinding } from '../../domain/custody.ts';
import type { Db } from './pool.ts';

export type CustodyFile = Pick<BatchFile, 'id' | 'batch_id' | 'size' | 'sha256'>;

const incidentColumns = `i.id, i.kind, i.batch_id, i.file_id, f.name, f.size, f.sha256, i.found_size, i.found_sha256,
  i.seen_at, i.checked_at, i.found_again_at`;
const fileColumns = 'f.id, f.batch_id, f.size, f.sha256';

/** Where the pass over all recordings stands, and what was not as it should be. */
export function createCustodyStore(db: Db) {
  async function open(fileId: string, finding: Exclude<ObjectFinding, { outcome: 'sound' }>) {
    const found = finding.outcome === 'changed' ? finding : { size: null, sha256: null };
    // From the row of the file: one that was deleted meanwhile may have lost its object.
    const { rows } = await db.query<{ is_new: boolean }>(
      `INSERT INTO custody_incidents AS i (id, kind, batch_id, file_id, found_size, found_sha256)
       SELECT $1, $2, b.id, f.id, $4, $5 FROM files f JOIN batches b ON b.id = f.batch_id
       WHERE f.id = $3 AND b.recordings_deleted_at IS NULL
       ON CONFLICT (file_id, kind) WHERE found_again_at IS NULL
       DO UPDATE SET checked_at = now(), found_size = excluded.found_size, found_sha256 = excluded.found_sha256
       RETURNING xmax = 0 AS is_new`,
      [uuidv7(), finding.outcome, fileId, found.size, found.sha256],
    );
    return rows[0]?.is_new === true;
  }

  return {
    /** The place to go on from; undefined when the last pass is over and began less than `days` ago. */
    async continuePass(days: number): Promise<{ after: string | null } | undefined> {
      await db.query(
        `UPDATE custody_pass SET after_file = NULL, begun_at = now(), ended_at = NULL
         WHERE begun_at IS NULL OR (ended_at IS NOT NULL AND begun_at <= now() - make_interval(days => $1))`,
        [days],
      );
      const { rows } = await db.query<{ after: string | null }>(
        'SELECT after_file AS after FROM custody_pass WHERE ended_at IS NULL',
      );
      return rows[0];
    },

    /** The next recordings in the order of their ids, which is that of their uploads. */
    async filesAfter(after: string | null, limit: number): Promise<CustodyFile[]> {
      const { rows } = await db.query<CustodyFile>(
        `SELECT ${fileColumns} FROM files f JOIN batches b ON b.id = f.batch_id
         WHERE ($1::uuid IS NULL OR f.id > $1) AND b.recordings_deleted_at IS NULL ORDER BY f.id LIMIT $2`,
        [after, limit],
      );
      return rows;
    },

    async passed(fileId: string, bytes: number): Promise<void> {
      await db.query('UPDATE custody_pass SET after_file = $1, files = files + 1, bytes = bytes + $2', [
        fileId,
        bytes,
      ]);
    },

    async endPass(): Promise<void> {
      await db.query('UPDATE custody_pass SET ended_at = now() WHERE ended_at IS NULL');
    },

    /** Recordings with an incident that nobody looked at for so long, the longest first. */
    async dueAgain(minutes: number, limit: number): Promise<CustodyFile[]> {
      const { rows } = await db.query<CustodyFile>(
        `SELECT ${fileColumns} FROM files f JOIN (
           SELECT file_id, min(checked_at) AS checked_at FROM custody_incidents
           WHERE found_again_at IS NULL AND checked_at <= now() - make_interval(mins => $1)
           GROUP BY file_id ORDER BY 2 LIMIT $2) AS due ON due.file_id = f.id
         ORDER BY due.checked_at`,
        [minutes, limit],
      );
      return rows;
    },

    /** Writes down what was found. @returns whether it is news: an incident that was not there, or one that is over. */
    async record(fileId: string, finding: ObjectFinding): Promise<boolean> {
      if (finding.outcome !== 'sound') return open(fileId, finding);
      const { rowCount } = await db.query(
        `UPDATE custody_incidents SET found_again_at = now(), checked_at = now()
         WHERE file_id = $1 AND found_again_at IS NULL`,
        [fileId],
      );
      return (rowCount ?? 0) > 0;
    },

    /** The newest first; `before` is the last id of the page before. */
    async list(
      filter: { open?: boolean | undefined; batchId?: string | undefined },
      before: string | undefined,
      limit: number,
    ) {
      const { rows } = await db.query<CustodyIncident>(
        `SELECT ${incidentColumns} FROM custody_incidents i JOIN files f ON f.id = i.file_id
         WHERE ($1::boolean IS NULL OR (i.found_again_at IS NULL) = $1) AND ($2::uuid IS NULL OR i.batch_id = $2)
           AND ($3::uuid IS NULL OR i.id < $3)
         ORDER BY i.id DESC LIMIT $4`,
        [filter.open ?? null, filter.batchId ?? null, before ?? null, limit],
      );
      return rows;
    },

    /** Kinds of the incidents of a batch that are not over, by file. */
    async openOf(batchId: string): Promise<Map<string, IncidentKind>> {
      const { rows } = await db.query<{ file_id: string; kind: IncidentKind }>(
        'SELECT file_id, kind FROM custody_incidents WHERE batch_id = $1 AND found_again_at IS NULL ORDER BY id',
        [batchId],
      );
      return new Map(rows.map(({ file_id, kind }) => [file_id, kind]));
    },

    /** Incidents that are not over, by kind, and what was read since the database was set up. */
    async figures(): Promise<{
      open: { kind: IncidentKind; count: number }[];
      files: number;
      bytes: number;
    }> {
      const [open, pass] = await Promise.all([
        db.query<{ kind: IncidentKind; count: number }>(
          'SELECT kind, count(*) AS count FROM custody_incidents WHERE found_again_at IS NULL GROUP BY kind',
        ),
        db.query<{ files: number; bytes: number }>('SELECT files, bytes FROM custody_pass'),
      ]);
      return { open: open.rows, files: pass.rows[0]?.files ?? 0, bytes: pass.rows[0]?.bytes ?? 0 };
    },
  };
}

export type CustodyStore = ReturnType<typeof createCustodyStore>;

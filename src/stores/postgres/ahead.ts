import type { BatchFile } from '../../domain/batch.ts';
import { type BatchStatus, isTerminal } from '../../domain/batch-status.ts';
import { fileColumns } from './file-columns.ts';
import type { Db } from './pool.ts';
import { type NewSummary, putSummariesOfFiles } from './summaries.ts';

/** Files of one batch that a worker reads ahead. */
export interface AheadGroup {
  batchId: string;
  /** In the order of their upload; none where the batch takes no more files. */
  files: BatchFile[];
  /** Whether as many were taken as is allowed at once. */
  isFull: boolean;
}

/** At most so much is taken at once: what is taken by a worker that dies waits for the end of the upload. */
const taken = { files: 16, bytes: 32 * 2 ** 20 };

/** Files of batches that have ended are let go of, so many at once. */
const letGo = 10_000;

/** Batches with files that wait, among which the next is chosen. */
const batchesSeen = 256;

const waits = 'position IS NULL AND ahead_at IS NULL';

/**
 * Files of uploads under way that may be read before their batch is complete. Each is taken once, whatever comes of it: a
 * file that ends its worker is not taken again, and the stage that parses gives it its verdict.
 */
export function createAheadStore(db: Db) {
  return {
    /**
     * Takes the next files: of an urgent batch first, then of the one whose oldest file has waited longest; several callers at
     * once take different ones. Undefined where none waits.
     */
    async take(): Promise<AheadGroup | undefined> {
      const { rows } = await db.query<BatchFile & { open: boolean; seq: number }>({
        name: 'take-ahead',
        text: `WITH RECURSIVE waiting AS (
                 (SELECT batch_id, seq, 1 AS place FROM files WHERE ${waits} ORDER BY batch_id, seq LIMIT 1)
                 UNION ALL
                 SELECT next.batch_id, next.seq, place + 1 FROM waiting, LATERAL (
                   SELECT batch_id, seq FROM files WHERE ${waits} AND batch_id > waiting.batch_id
                   ORDER BY batch_id, seq LIMIT 1) AS next
                 WHERE place < ${batchesSeen}),
               turn AS MATERIALIZED (
                 SELECT b.id, b.status = 'pending' AS open FROM waiting JOIN batches b ON b.id = waiting.batch_id
                 ORDER BY b.urgent DESC, waiting.seq LIMIT 1),
               locked AS MATERIALIZED (
                 SELECT id, seq, size FROM files
                 WHERE ${waits} AND batch_id = (SELECT id FROM turn)
                 ORDER BY seq LIMIT (SELECT CASE WHEN open THEN ${taken.files} ELSE ${letGo} END FROM turn)
                 FOR UPDATE SKIP LOCKED),
               fitting AS (SELECT id, sum(size) OVER (ORDER BY seq) - size AS before FROM locked)
               UPDATE files SET ahead_at = CASE WHEN turn.open THEN now() ELSE '-infinity' END FROM fitting, turn
               WHERE files.id = fitting.id AND (NOT turn.open OR fitting.before < ${taken.bytes})
               RETURNING ${fileColumns
                 .split(', ')
                 .map((column) => `files.${column}`)
                 .join(', ')}, files.seq, turn.open`,
      });
      const [first] = rows;
      if (!first) return undefined;
      const { open, batch_id } = first;
      return {
        batchId: batch_id,
        files: open ? rows.sort((a, b) => a.seq - b.seq) : [],
        isFull: !open || rows.length === taken.files,
      };
    },

    /** Whether the batch is still uploading, and whether it has ended or is gone. */
    async stateOf(batchId: string): Promise<'open' | 'closed' | 'over'> {
      const { rows } = await db.query<{ status: BatchStatus }>({
        name: 'state-ahead',
        text: 'SELECT status FROM batches WHERE id = $1',
        values: [batchId],
      });
      const status = rows[0]?.status;
      if (status === 'pending') return 'open';
      return status === undefined || isTerminal(status) ? 'over' : 'closed';
    },

    /** Stores summaries of files that are still there: nothing is kept of a vehicle that has been deleted meanwhile. */
    keep: (summaries: (NewSummary & { fileId: string })[]): Promise<void> =>
      putSummariesOfFiles(db, summaries),
  };
}

export type AheadStore = ReturnType<typeof createAheadStore>;

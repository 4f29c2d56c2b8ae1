import { ArgusError } from '../../../domain/error.ts';
import { type FeedbackVerdict, type KnowledgeFeedback, noSuchEntry } from '../../../domain/knowledge.ts';
import { type Db, inTransaction } from '../pool.ts';

export interface NewFeedback {
  entryId: string;
  batchId: string;
  finding: string;
  /** Chosen by the client; repeats by the same person have the same one. */
  token: string;
  verdict: FeedbackVerdict;
  note: string | null;
}

/** Maximum feedback stored per entry; more would add no information. */
const maxFeedback = 10_000;

export function createKnowledgeFeedback(db: Db) {
  return {
    /**
     * Stores feedback on an entry; repeated feedback of a client replaces the earlier one.
     * @returns the counts of the entry.
     * @throws ArgusError `not_found` for an unknown entry or batch, `conflict` when the entry has too many ratings.
     */
    give({ entryId, batchId, finding, token, verdict, note }: NewFeedback) {
      return inTransaction(db, async (tx) => {
        // Writers of one entry wait for each other, so that its counts are right.
        const entry = await tx.query<{ helped: number; wrong: number }>(
          'SELECT helped, wrong FROM knowledge WHERE id = $1 FOR UPDATE',
          [entryId],
        );
        const [counted] = entry.rows;
        if (!counted) throw noSuchEntry(entryId);
        if (counted.helped + counted.wrong >= maxFeedback) {
          throw new ArgusError('conflict', `The entry already has ${maxFeedback} ratings, the maximum.`);
        }
        const batch = await tx.query('SELECT 1 FROM batches WHERE id = $1 FOR KEY SHARE', [batchId]);
        if (batch.rowCount === 0) throw new ArgusError('not_found', `There is no batch ${batchId}.`);
        await tx.query(
          `INSERT INTO knowledge_feedback (entry_id, batch_id, finding, token, verdict, note)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (entry_id, batch_id, finding, token)
           DO UPDATE SET verdict = $5, note = $6, updated_at = now()`,
          [entryId, batchId, finding, token, verdict, note],
        );
        const { rows } = await tx.query<{ helped: number; wrong: number }>(
          `UPDATE knowledge k SET helped = f.helped, wrong = f.wrong
           FROM (SELECT count(*) FILTER (WHERE verdict = 'helped') AS helped,
                   count(*) FILTER (WHERE verdict = 'wrong') AS wrong
                 FROM knowledge_feedback WHERE entry_id = $1) f
           WHERE id = $1 RETURNING k.helped, k.wrong`,
          [entryId],
        );
        return rows[0] as { helped: number; wrong: number };
      });
    },

    /** The newest, at most `limit`. */
    async list(entryId: string, limit: number): Promise<KnowledgeFeedback[]> {
      const { rows } = await db.query<KnowledgeFeedback>(
        `SELECT batch_id, finding, verdict, note, updated_at FROM knowledge_feedback
         WHERE entry_id = $1 ORDER BY updated_at DESC LIMIT $2`,
        [entryId, limit],
      );
      return rows;
    },
  };
}

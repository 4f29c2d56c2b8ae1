import { ArgusError } from '../../../domain/error.ts';
import {
  type KnowledgeContent,
  type KnowledgeEntry,
  maxKnowledgeEntries,
  noSuchEntry,
} from '../../../domain/knowledge.ts';
import { type Db, inTransaction, type Tx } from '../pool.ts';
import { contentColumns, contentRow, entryColumns } from './rows.ts';

const columnList = contentColumns.join(', ');
const assignments = contentColumns.map((column, index) => `${column} = $${index + 3}`).join(', ');

export function createKnowledgeEntries(db: Db) {
  async function find(id: string): Promise<KnowledgeEntry | undefined> {
    const { rows } = await db.query<KnowledgeEntry>({
      name: 'knowledge-entry',
      text: `SELECT ${entryColumns} FROM knowledge k WHERE id = $1`,
      values: [id],
    });
    return rows[0];
  }

  /** The reason why a change of a given version affected no row. */
  async function refused(id: string, version: number): Promise<ArgusError> {
    const entry = await find(id);
    return entry
      ? new ArgusError(
          'conflict',
          `The entry has changed: its version is ${entry.version}, not ${version}. Read it again.`,
          { details: { field: 'version', current: entry.version } },
        )
      : noSuchEntry(id);
  }

  return {
    find,

    /** @throws ArgusError `conflict` if the knowledge base is full. */
    create(id: string, content: KnowledgeContent): Promise<KnowledgeEntry> {
      return inTransaction(db, async (tx) => {
        // A repeat with the same id does not create another entry.
        const { rows: present } = await tx.query<KnowledgeEntry>(
          `SELECT ${entryColumns} FROM knowledge k WHERE id = $1`,
          [id],
        );
        if (present[0]) return present[0];
        await assertRoomForOne(tx);
        const row = contentRow(content);
        const { rows } = await tx.query<KnowledgeEntry>(
          `INSERT INTO knowledge AS k (id, ${columnList})
           VALUES ($1, ${contentColumns.map((_, index) => `$${index + 2}`).join(', ')}) RETURNING ${entryColumns}`,
          [id, ...contentColumns.map((column) => row[column])],
        );
        return rows[0] as KnowledgeEntry;
      });
    },

    /**
     * Replaces the content of the version that the caller has seen; a retired entry becomes active again.
     * @throws ArgusError `not_found`, `conflict` if its version has changed.
     */
    async change(id: string, version: number, content: KnowledgeContent): Promise<KnowledgeEntry> {
      const row = contentRow(content);
      const { rows } = await db.query<KnowledgeEntry>(
        `UPDATE knowledge k SET ${assignments}, version = version + 1, edited = k.shipped,
           updated_at = now(), retired_at = NULL
         WHERE id = $1 AND version = $2 RETURNING ${entryColumns}`,
        [id, version, ...contentColumns.map((column) => row[column])],
      );
      const [entry] = rows;
      if (!entry) throw await refused(id, version);
      return entry;
    },

    /**
     * Retires an entry; it can still be read. An entry that is already retired stays unchanged.
     * @throws ArgusError as `change`.
     */
    async retire(id: string, version: number): Promise<KnowledgeEntry> {
      const { rows } = await db.query<KnowledgeEntry>(
        `UPDATE knowledge k SET retired_at = now(), updated_at = now(), version = version + 1,
           edited = k.shipped
         WHERE id = $1 AND version = $2 AND retired_at IS NULL RETURNING ${entryColumns}`,
        [id, version],
      );
      if (rows[0]) return rows[0];
      const entry = await find(id);
      if (entry?.retired_at) return entry;
      throw await refused(id, version);
    },

    /** Those of the ids that exist. */
    async existing(ids: readonly string[]): Promise<Set<string>> {
      if (ids.length === 0) return new Set();
      const { rows } = await db.query<{ id: string }>('SELECT id FROM knowledge WHERE id = ANY($1)', [ids]);
      return new Set(rows.map(({ id }) => id));
    },

    /** Incremented with every change of an entry. */
    async revision(): Promise<number> {
      const { rows } = await db.query<{ revision: number }>('SELECT revision FROM knowledge_base');
      return rows[0]?.revision ?? 0;
    },
  };
}

/**
 * Bulk writers lock the row of the knowledge base, which every write updates: one at a time.
 * @returns how many more entries fit.
 */
export async function lockAndMeasure(tx: Tx): Promise<number> {
  await tx.query('SELECT revision FROM knowledge_base FOR UPDATE');
  const { rows } = await tx.query<{ count: number }>('SELECT count(*) AS count FROM knowledge');
  return maxKnowledgeEntries - (rows[0]?.count ?? 0);
}

async function assertRoomForOne(tx: Tx): Promise<void> {
  if ((await lockAndMeasure(tx)) < 1) throw full();
}

export function full(): ArgusError {
  return new ArgusError('conflict', `The knowledge base holds at most ${maxKnowledgeEntries} entries.`);
}

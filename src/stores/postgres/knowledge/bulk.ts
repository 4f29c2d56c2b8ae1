import { createHash } from 'node:crypto';
import type {
  KnowledgeContent,
  KnowledgeEntry,
  ShippedEntry,
  ShippedKnowledge,
} from '../../../domain/knowledge.ts';
import { type Db, inTransaction, type Tx } from '../pool.ts';
import { full, lockAndMeasure } from './entries.ts';
import { contentColumns, contentRecord, contentRow, entryColumns } from './rows.ts';

/** A row of an import: the id that it names or was assigned, and the version with which it was exported. */
export interface ImportedEntry extends KnowledgeContent {
  id: string;
  version: number | null;
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Ids whose entry has another version by now; if there are any, nothing was written. */
  stale: { id: string; current: number }[];
}

const columnList = contentColumns.join(', ');
const list = (table: string, columns: readonly string[] = contentColumns) =>
  columns.map((column) => `${table}.${column}`).join(', ');
const given = list('g');
const assignments = contentColumns.map((column) => `${column} = g.${column}`).join(', ');
/** By content alone: a shipped entry is also found by other words, which an import does not name. */
const compared = contentColumns.filter((column) => column !== 'search_text');
const differs = `(${list('k', compared)}) IS DISTINCT FROM (${list('g', compared)})`;
const replaced = contentColumns.map((column) => `${column} = excluded.${column}`).join(', ');
const changed = `(${list('k')}) IS DISTINCT FROM (${list('excluded')})`;
const records = `json_to_recordset($1) AS g ${contentRecord}`;
const asRecords = (entries: readonly (ShippedEntry & { version: number | null })[]) =>
  JSON.stringify(
    entries.map((entry) => ({
      id: entry.id,
      ...contentRow(entry, entry.alsoFoundBy),
      version: entry.version,
    })),
  );

/** Entries read at once when all are exported. */
const exportPage = 1_000;

export function createKnowledgeBulk(db: Db) {
  return {
    /**
     * Creates and changes entries, all or none; ids must be distinct. With `dryRun` it only reports what it would do.
     * @throws ArgusError `conflict` if they do not fit.
     */
    import(entries: readonly ImportedEntry[], dryRun: boolean): Promise<ImportResult> {
      return inTransaction(db, async (tx) => {
        const room = await lockAndMeasure(tx);
        const rows = asRecords(entries);
        const plan = await planOf(tx, rows);
        if (plan.stale.length > 0 || dryRun) return plan;
        if (plan.created > room) throw full();
        await tx.query(
          `INSERT INTO knowledge AS k (id, ${columnList}) SELECT g.id, ${given} FROM ${records}
           ON CONFLICT (id) DO NOTHING`,
          [rows],
        );
        if (plan.updated > 0) {
          await tx.query(
            `UPDATE knowledge k SET ${assignments}, version = k.version + 1,
               edited = k.shipped, updated_at = now(), retired_at = NULL
             FROM ${records} WHERE k.id = g.id AND (${differs} OR k.retired_at IS NOT NULL)`,
            [rows],
          );
        }
        return plan;
      });
    },

    /** All active entries, by id, a page at a time. */
    async *export(): AsyncGenerator<KnowledgeEntry> {
      let after = '';
      for (;;) {
        const { rows } = await db.query<KnowledgeEntry>(
          `SELECT ${entryColumns} FROM knowledge k WHERE retired_at IS NULL AND id > $1 ORDER BY id LIMIT ${exportPage}`,
          [after],
        );
        yield* rows;
        const last = rows.at(-1);
        if (rows.length < exportPage || !last) return;
        after = last.id;
      }
    },

    /**
     * Updates the shipped entries: new ones are added, newer texts replace older ones, removed ones are retired.
     * Entries that an operator has changed or retired stay unchanged. A repeat changes nothing.
     */
    ship({ version, entries }: ShippedKnowledge): Promise<{ written: number; retired: number }> {
      const rows = asRecords(entries.map((entry) => ({ ...entry, version: null })));
      const digest = createHash('sha256').update(rows).digest('hex');
      return inTransaction(db, async (tx) => {
        const { rows: known } = await tx.query<{ shipped_version: number; shipped_digest: string | null }>(
          'SELECT shipped_version, shipped_digest FROM knowledge_base FOR UPDATE',
        );
        const before = known[0];
        if (before && (before.shipped_version > version || before.shipped_digest === digest)) {
          return { written: 0, retired: 0 };
        }
        const written = await tx.query(
          `INSERT INTO knowledge AS k (id, ${columnList}, shipped)
           SELECT g.id, ${given}, true FROM ${records}
           ON CONFLICT (id) DO UPDATE SET ${replaced}, version = k.version + 1, updated_at = now(), retired_at = NULL
           WHERE k.shipped AND NOT k.edited AND (${changed} OR k.retired_at IS NOT NULL)`,
          [rows],
        );
        const retired = await tx.query(
          `UPDATE knowledge SET retired_at = now(), updated_at = now(), version = version + 1
           WHERE shipped AND NOT edited AND retired_at IS NULL AND id <> ALL($1)`,
          [entries.map(({ id }) => id)],
        );
        await tx.query('UPDATE knowledge_base SET shipped_version = $1, shipped_digest = $2', [
          version,
          digest,
        ]);
        return { written: written.rowCount ?? 0, retired: retired.rowCount ?? 0 };
      });
    },
  };
}

async function planOf(tx: Tx, rows: string): Promise<ImportResult> {
  const { rows: counted } = await tx.query<ImportResult>(
    `SELECT count(*) FILTER (WHERE k.id IS NULL) AS created,
       count(*) FILTER (WHERE k.id IS NOT NULL AND changes) AS updated,
       count(*) FILTER (WHERE k.id IS NOT NULL AND NOT changes) AS unchanged,
       coalesce(json_agg(json_build_object('id', k.id, 'current', k.version))
         FILTER (WHERE k.id IS NOT NULL AND changes AND g.version IS NOT NULL AND g.version <> k.version), '[]')
         AS stale
     FROM ${records} LEFT JOIN knowledge k ON k.id = g.id
     CROSS JOIN LATERAL (SELECT ${differs} OR k.retired_at IS NOT NULL AS changes) c`,
    [rows],
  );
  return counted[0] as ImportResult;
}

import { codeKey, isStandardCode, keysOfCode } from '../../../domain/code-pattern.ts';
import type { KnowledgeEntry } from '../../../domain/knowledge.ts';
import { searchText } from '../../../domain/search-text.ts';
import { type Db, inTransaction } from '../pool.ts';
import { entryColumns } from './rows.ts';

export interface KnowledgeFilter {
  /** Entries for this code: its own, and those of ranges that contain it. */
  code?: string | undefined;
  /** Entries of the platform, and those for all platforms. */
  platform?: string | undefined;
  rule?: string | undefined;
  component?: string | undefined;
  severity?: string | undefined;
  /** Only active entries, or only retired ones. */
  retired: boolean;
}

/** End of a page: score and id of its last entry. */
export interface SearchPlace {
  score: number;
  id: string;
}

export type FoundEntry = KnowledgeEntry & { score: number };

/** At most this many word matches, and as many similar ones, are ranked: for a word found everywhere, any will do. */
const ranked = 400;
/** If words occur in fewer entries, whatever the filter, similar texts are searched as well. */
const fewMatches = 20;
/** Maximum characters of the query that are used. */
const queryLength = 200;
/**
 * Share of the query's trigrams that must match (pg_trgm, word similarity): one wrong letter in a word of six passes.
 */
const minWordSimilarity = 0.45;

const hasWords = `search @@ plainto_tsquery('simple', $7)`;
const filters = `(NOT $1::boolean AND retired_at IS NULL OR $1 AND retired_at IS NOT NULL)
  AND ($2::text[] IS NULL OR code_key = ANY($2))
  AND ($3::text IS NULL OR vehicle_platform = $3 OR vehicle_platform IS NULL)
  AND ($4::text IS NULL OR rule = $4)
  AND ($5::text IS NULL OR lower(component) = lower($5))
  AND ($6::text IS NULL OR severity = $6)`;

function filterValues(filter: KnowledgeFilter): unknown[] {
  const { code, platform, rule, component, severity, retired } = filter;
  const keys = code === undefined ? null : keysOfCode(code).map(({ key }) => key);
  return [retired, keys, platform ?? null, rule ?? null, component ?? null, severity ?? null];
}

export function createKnowledgeSearch(db: Db) {
  return {
    /** By id; `after` is the id of the last entry of the previous page. */
    async list(filter: KnowledgeFilter, after: string | undefined, limit: number): Promise<KnowledgeEntry[]> {
      const { rows } = await db.query<KnowledgeEntry>(
        `SELECT ${entryColumns} FROM knowledge k
         WHERE ${filters} AND ($7::text IS NULL OR id > $7) ORDER BY id LIMIT $8`,
        [...filterValues(filter), after ?? null, limit],
      );
      return rows;
    },

    /**
     * The best first: entries for the code that `text` may be, then those with its words, then those with similar
     * words, for typing errors.
     */
    find(
      text: string,
      filter: KnowledgeFilter,
      after: SearchPlace | undefined,
      limit: number,
    ): Promise<FoundEntry[]> {
      const keys = isStandardCode(text) ? keysOfCode(text).map(({ key }) => key) : [codeKey(text)];
      const folded = searchText(text, queryLength);
      return inTransaction(db, async (tx) => {
        // The index uses this limit; both settings apply to this transaction only.
        await tx.query(
          `SELECT set_config('pg_trgm.word_similarity_threshold', $1, true), set_config('jit', 'off', true)`,
          [String(minWordSimilarity)],
        );
        const { rows } = await tx.query<FoundEntry>(searchQuery(folded), [
          ...filterValues(filter),
          text,
          folded,
          keys,
          after?.score ?? null,
          after?.id ?? null,
          limit,
        ]);
        return rows;
      });
    },
  };
}

/** If the text contains no letter or digit, no text is similar to it. */
function searchQuery(folded: string): string {
  // A limit before the filters: the number of rows read stays the same, however few entries pass them.
  const similarTexts = (condition: string) =>
    `SELECT id FROM (SELECT * FROM knowledge WHERE ${condition} AND (SELECT rare FROM words) LIMIT ${ranked}) k
     WHERE ${filters}`;
  return `
    WITH words AS MATERIALIZED (
      SELECT count(*) < ${fewMatches} AS rare FROM (SELECT FROM knowledge WHERE ${hasWords} LIMIT ${fewMatches}) w
    ), exact AS MATERIALIZED (
      (SELECT id FROM knowledge WHERE code_key = ANY($9) AND ${filters} LIMIT ${ranked})
      UNION
      (SELECT id FROM knowledge WHERE ${hasWords} AND ${filters} LIMIT ${ranked})
    ), similar_ones AS (
      (${similarTexts(folded === '' ? 'false' : `search_text LIKE '%' || $8 || '%'`)})
      UNION
      (${similarTexts(folded === '' ? 'false' : '$8 <% search_text')})
    ), scored AS (
      SELECT k.*, round((
        CASE WHEN code_key = $9[1] THEN 8 WHEN code_key = ANY($9) THEN 4 + least(length(code_key), 30) / 10.0 ELSE 0 END
        -- Words count for more than likeness, which is below 1.
        + CASE WHEN exact THEN 1 + ts_rank(search, plainto_tsquery('simple', $7), 1)
          ELSE word_similarity($8, search_text) END
        -- Feedback decides between equals only.
        + 0.01 * (helped - wrong)::float8 / (1 + helped + wrong)
      )::numeric, 6)::float8 AS score
      FROM (
        SELECT id, true AS exact FROM exact
        UNION ALL SELECT id, false FROM similar_ones WHERE id NOT IN (SELECT id FROM exact)
      ) found JOIN knowledge k USING (id)
    )
    SELECT ${entryColumns}, k.score FROM scored k
    WHERE $10::float8 IS NULL OR (k.score, $11::text) < ($10, k.id)
    ORDER BY k.score DESC, k.id LIMIT $12`;
}

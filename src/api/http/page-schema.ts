import { z } from 'zod';

export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows on the page'),
  cursor: z.uuid().optional().describe('`next_cursor` of the page before'),
});

export const nextCursor = z
  .string()
  .nullable()
  .describe('Ask with it for the next page; null on the last one');

/** The store is asked for one row more than the page takes: if it comes, there is another page. */
export function pageOf<T extends { id: string }>(
  rows: readonly T[],
  limit: number,
): { page: T[]; next_cursor: string | null } {
  const page = rows.slice(0, limit);
  return { page, next_cursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

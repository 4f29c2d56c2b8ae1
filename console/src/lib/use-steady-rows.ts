import { useRef } from 'preact/hooks';

/**
 * The rows to show of a list that is reloaded periodically. While `held` (the user points at it, or is in it) the rows
 * keep their places and only their contents change; `unseen` counts those that wait. Another `key` is another list.
 */
export function useSteadyRows<Row>(
  key: string,
  rows: readonly Row[],
  idOf: (row: Row) => string,
  held: boolean,
): { shown: readonly Row[]; unseen: number } {
  const last = useRef<{ key: string; rows: readonly Row[] }>({ key, rows });
  let shown = rows;
  if (held && last.current.key === key && last.current.rows.length > 0) {
    const now = new Map(rows.map((row) => [idOf(row), row]));
    shown = last.current.rows.map((row) => now.get(idOf(row)) ?? row);
  }
  last.current = { key, rows: shown };
  const known = new Set(shown.map(idOf));
  return { shown, unseen: rows.filter((row) => !known.has(idOf(row))).length };
}

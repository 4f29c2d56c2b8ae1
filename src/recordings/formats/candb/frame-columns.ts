import type { DatabaseHeader } from '../ros2db3/database-header.ts';
import type { PageSet } from '../ros2db3/page-set.ts';
import type { PageStore } from '../ros2db3/page-store.ts';
import { childrenOf, readTable } from '../ros2db3/read-table.ts';

/** Where a row of frames has its columns; it has at least `count` of them. */
export interface FrameColumns {
  time: number;
  id: number;
  extended: number;
  remote: number;
  error: number;
  length: number;
  data: number;
  count: number;
}

/** As python-can creates the table: ts REAL, arbitration_id, extended, remote, error, dlc INTEGER, data BLOB. */
export const usualColumns: FrameColumns = {
  ...{ time: 0, id: 1, extended: 2, remote: 3, error: 4, length: 5, data: 6 },
  count: 7,
};

/** UTF-16 units of a definition that are read, and parentheses inside parentheses in it. */
const maxSql = 65_536;
const maxDepth = 8;

/** Pages of other tables that are looked for. */
const maxPages = 4_000;
const innerPage = 5;

/** Where the first table of frames has its columns, by its definition; adds the pages of all other tables to `foreign`. */
export async function readFrameColumns(
  store: PageStore,
  header: DatabaseHeader,
  foreign: PageSet,
): Promise<FrameColumns> {
  const { rows } = await readTable(store, header, 1);
  let found: FrameColumns | undefined;
  for (const { values } of rows) {
    const [kind, , , root, sql] = values;
    if (kind !== 'table' || typeof root !== 'number' || root < 2 || typeof sql !== 'string') continue;
    const columns = frameColumns(sql);
    if (columns) found ??= columns;
    else await addPages(store, root, foreign);
  }
  return found ?? usualColumns;
}

/** The columns in the definition of a table; undefined if it is not one of frames. */
function frameColumns(sql: string): FrameColumns | undefined {
  const names = columnNames(sql);
  const at = (name: string) => names.indexOf(name);
  const columns = {
    ...{ time: at('ts'), id: at('arbitration_id'), extended: at('extended'), remote: at('remote') },
    ...{ error: at('error'), length: at('dlc'), data: at('data') },
  };
  const places = Object.values(columns);
  return Math.min(...places) < 0 ? undefined : { ...columns, count: Math.max(...places) + 1 };
}

/** Names of columns, and the first words of constraints, in order. Parentheses inside are those of types and rules. */
function columnNames(sql: string): string[] {
  let inner = sql.slice(sql.indexOf('(') + 1, maxSql);
  for (let depth = 0; depth < maxDepth; depth += 1) inner = inner.replace(/\([^()]*\)/g, ' ');
  return inner.split(',').map((column) => /[\w$]+/.exec(column)?.[0].toLowerCase() ?? '');
}

async function addPages(store: PageStore, root: number, pages: PageSet): Promise<void> {
  const waiting = [root];
  for (let read = 0; read < maxPages; read += 1) {
    const number = waiting.pop();
    if (number === undefined) return;
    if (pages.has(number)) continue;
    pages.add(number);
    const page = await store.page(number);
    if (page?.[0] === innerPage) waiting.push(...childrenOf(page, 0));
  }
}

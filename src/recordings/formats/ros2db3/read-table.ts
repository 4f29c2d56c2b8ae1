import { Cell } from './cell.ts';
import { type DatabaseHeader, decodeText, headerBytes } from './database-header.ts';
import type { PageStore } from './page-store.ts';

export type Value = number | string | undefined;

export interface Table {
  rows: { rowId: number; values: Value[] }[];
  /** Pages that should be part of the table but are not. */
  damaged: number[];
}

/** A table that describes the bag, not its messages, is small; a larger one is implausible. */
const maxPages = 4_000;
const maxRows = 20_000;
const maxValueBytes = 1 << 20;
const maxTableBytes = 32 << 20;

/**
 * The rows of a small table, read from its root page. Cyclic and missing pages are reported; each page is read once.
 * Values that are neither number nor text, or are too large, become undefined.
 */
export async function readTable(store: PageStore, header: DatabaseHeader, root: number): Promise<Table> {
  const table: Table = { rows: [], damaged: [] };
  const seen = new Set<number>();
  const waiting = [root];
  const bounds: Bounds = { bytesLeft: maxTableBytes };
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (seen.has(number) || seen.size >= maxPages || table.rows.length >= maxRows) continue;
    seen.add(number);
    const page = await store.page(number);
    const at = number === 1 ? headerBytes : 0;
    if (page?.[at] === innerPage) waiting.push(...childrenOf(page, at).toReversed());
    else if (page?.[at] === leafPage) await readLeaf(page, at, store, header, table, bounds);
    else table.damaged.push(number);
  }
  return table;
}

/** Kinds of pages of a table (SQLite file format, 1.6). */
const innerPage = 5;
const leafPage = 13;

interface Bounds {
  /** Bytes of rows that may still be read. */
  bytesLeft: number;
}

async function readLeaf(
  page: Uint8Array,
  at: number,
  store: PageStore,
  header: DatabaseHeader,
  table: Table,
  bounds: Bounds,
): Promise<void> {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const cell = new Cell();
  for (const start of cellsOf(view, at, 8)) {
    if (!cell.read(page, view, start, header.usable, header.usable)) continue;
    bounds.bytesLeft -= cell.payloadBytes;
    if (bounds.bytesLeft < 0 || table.rows.length >= maxRows) return;
    const { rowId } = cell;
    table.rows.push({ rowId, values: await valuesOf(cell, page, store, header) });
  }
}

/** Positions of the cells of a page whose header of `headBytes` is at `at`. */
export function* cellsOf(view: DataView, at: number, headBytes: number): Generator<number> {
  const count = view.getUint16(at + 3);
  for (let i = 0; i < count; i += 1) {
    const pointer = at + headBytes + i * 2;
    if (pointer + 2 > view.byteLength) return;
    yield view.getUint16(pointer);
  }
}

/** The pages below an inner page of a table, in the order of their rows. */
export function childrenOf(page: Uint8Array, at: number): number[] {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const children: number[] = [];
  for (const start of cellsOf(view, at, 12)) {
    if (start + 4 <= page.byteLength) children.push(view.getUint32(start));
  }
  children.push(view.getUint32(at + 8));
  return children;
}

async function valuesOf(
  cell: Cell,
  page: Uint8Array,
  store: PageStore,
  header: DatabaseHeader,
): Promise<Value[]> {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const columns = Array.from({ length: cell.columns }, (_, column) => ({
    start: cell.starts[column] as number,
    size: cell.sizeOf(column),
    isText: cell.isText(column),
    number: cell.isInteger(column) && !spills(cell, column) ? cell.integer(view, column) : undefined,
  }));
  const wanted = columns.reduce((end, { start, size, isText }) => (isText ? start + size : end), 0);
  const local = page.subarray(cell.payloadAt, cell.payloadAt + cell.localBytes);
  const whole =
    wanted > cell.localBytes && cell.payloadBytes <= maxValueBytes
      ? await followOverflow(store, header.usable, local, cell.overflowPage, cell.payloadBytes)
      : local;
  return columns.map(({ start, size, isText, number }) => {
    if (!isText) return number;
    const text = whole.subarray(start, start + size);
    return start + size > whole.byteLength ? undefined : decodeText(text, header);
  });
}

function spills(cell: Cell, column: number): boolean {
  return (cell.starts[column] as number) + cell.sizeOf(column) > cell.localBytes;
}

/** A row whose end is on overflow pages; missing parts are left out. */
export async function followOverflow(
  store: PageStore,
  usable: number,
  local: Uint8Array,
  first: number,
  total: number,
): Promise<Uint8Array> {
  const whole = new Uint8Array(total);
  whole.set(local);
  let filled = local.byteLength;
  // Each page contributes at least 476 bytes, so that a cycle ends.
  for (let number = first; filled < total; ) {
    const page = await store.page(number);
    if (!page) break;
    const part = page.subarray(4, Math.min(usable, 4 + total - filled));
    whole.set(part, filled);
    filled += part.byteLength;
    number = new DataView(page.buffer, page.byteOffset).getUint32(0);
  }
  return whole.subarray(0, filled);
}

import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { frameFlags } from '../../meaning/can/can-frame.ts';
import { maxSeconds, TimeHalves } from '../../meaning/can/time-halves.ts';
import { addFreePages } from '../ros2db3/bag-tables.ts';
import { Cell } from '../ros2db3/cell.ts';
import { type DatabaseHeader, headerBytes } from '../ros2db3/database-header.ts';
import { PageSet } from '../ros2db3/page-set.ts';
import { PageStore } from '../ros2db3/page-store.ts';
import { childrenOf } from '../ros2db3/read-table.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import type { TraceBus } from '../traces/trace-buses.ts';
import { readFrameColumns, usualColumns } from './frame-columns.ts';

/** Kinds of pages of a table (SQLite file format, 1.6), and the type of an IEEE double (2.1). */
const innerPage = 5;
const leafPage = 13;
const realType = 7;

const billion = 1_000_000_000;

/** Walks all pages of the database in the order of the file; rows of frames are recognised by their columns. */
export class FrameTable {
  readonly #reader: ByteReader;
  readonly #header: DatabaseHeader;
  readonly #damage: DamageLog;
  readonly #bus: TraceBus;
  readonly #store: PageStore;
  readonly #cell = new Cell();
  readonly #time = new TimeHalves();
  readonly #led: PageSet;
  readonly #found: PageSet;
  readonly #damaged: PageSet;
  readonly #free: PageSet;
  readonly #passedOver: PassedOver;
  #columns = usualColumns;
  /** Pages of other tables. */
  readonly #foreign: PageSet;

  constructor(
    source: ByteSource,
    reader: ByteReader,
    header: DatabaseHeader,
    { damage, bus, passedOver }: { damage: DamageLog; bus: TraceBus; passedOver: PassedOver },
  ) {
    this.#reader = reader;
    this.#header = header;
    this.#damage = damage;
    this.#bus = bus;
    this.#store = new PageStore(source, 0, header.pageSize);
    const { pages } = this.#store;
    this.#led = new PageSet(pages);
    this.#found = new PageSet(pages);
    this.#damaged = new PageSet(pages);
    this.#free = new PageSet(pages);
    this.#foreign = new PageSet(pages);
    this.#passedOver = passedOver;
  }

  async run(): Promise<void> {
    await addFreePages(this.#store, this.#header, this.#free);
    this.#columns = await readFrameColumns(this.#store, this.#header, this.#foreign);
    const reader = this.#reader;
    const { pageSize } = this.#header;
    let number = 0;
    while (await reader.fill(Math.min(pageSize, reader.remaining))) {
      if (reader.available < pageSize || pageSize === 0) break;
      number += 1;
      if (!this.#free.has(number)) this.#page(number);
      reader.advance(pageSize);
    }
    this.#judge(number);
  }

  #page(number: number): void {
    const { bytes, start } = this.#reader;
    const at = start + (number === 1 ? headerBytes : 0);
    if (bytes[at] === leafPage) this.#leaf(number, at);
    else if (bytes[at] === innerPage) this.#inner(number, at - start);
  }

  #inner(number: number, at: number): void {
    const children = childrenOf(this.#reader.slice(0, this.#header.pageSize), at);
    if (children.some((child) => child < 2 || child > 0xffff_fffe || child === number)) return;
    this.#found.add(number);
    for (const child of children) this.#led.add(child);
  }

  #leaf(number: number, at: number): void {
    const { bytes, view, start, offset } = this.#reader;
    const { usable } = this.#header;
    const count = view.getUint16(at + 3);
    const first = at + 8 + count * 2 - start;
    if (first > usable) return;
    this.#found.add(number);
    for (let i = 0; i < count; i += 1) {
      const pointer = view.getUint16(at + 8 + i * 2);
      const inside = pointer >= first && pointer < usable;
      if (!inside || !this.#cell.read(bytes, view, start + pointer, start + usable, usable))
        this.#damaged.add(number);
      else if (this.#foreign.has(number)) this.#passedOver.count('row of another table');
      else if (!this.#isFrame()) this.#passRow();
      else if (!this.#frame(bytes, view, offset + pointer)) this.#damaged.add(number);
    }
  }

  /** Rows that describe the tables have fewer columns. */
  #passRow(): void {
    if (this.#cell.columns >= this.#columns.count) this.#passedOver.count('row that is no frame');
  }

  #isFrame(): boolean {
    const cell = this.#cell;
    const columns = this.#columns;
    const isTime = cell.types[columns.time] === realType || cell.isInteger(columns.time);
    const { id, extended, remote, error, length, data } = columns;
    const numbers = [id, extended, remote, error, length];
    return (
      cell.columns >= columns.count &&
      isTime &&
      numbers.every((each) => cell.isInteger(each)) &&
      cell.isBlob(data)
    );
  }

  /** False if no frame has such values. */
  #frame(bytes: Uint8Array, view: DataView, offset: number): boolean {
    const cell = this.#cell;
    const columns = this.#columns;
    const seconds =
      cell.types[columns.time] === realType
        ? view.getFloat64(cell.payloadAt + (cell.starts[columns.time] as number))
        : cell.integer(view, columns.time);
    const id = cell.integer(view, columns.id);
    const length = cell.sizeOf(columns.data);
    const fits = cell.overflowPage === 0 && length <= 64 && id >= 0 && id <= 0x1fff_ffff;
    if (!fits || !(seconds >= 0 && seconds <= maxSeconds)) return false;
    // A double of seconds since 1970 is exact to a quarter of a microsecond.
    const microseconds = Math.round((seconds % 1) * 1e6);
    this.#time.set(
      Math.floor(seconds) + Math.floor(microseconds / 1e6),
      ((microseconds % 1e6) * billion) / 1e6,
    );
    const { high, low } = this.#time;
    if (cell.integer(view, columns.error) !== 0) {
      this.#bus.errorFrame(high, low, 'error frame', length, offset);
      return true;
    }
    const flags =
      (cell.integer(view, columns.extended) !== 0 ? frameFlags.extended : 0) |
      (cell.integer(view, columns.remote) !== 0 ? frameFlags.remote : 0) |
      // The table does not say whether the bit rate was switched; if it was, no bus load can be computed.
      (length > 8 ? frameFlags.fd | frameFlags.bitRateSwitch : 0);
    const at = cell.payloadAt + (cell.starts[columns.data] as number);
    this.#bus.can.frame(high, low, id, flags, bytes, at, length, offset);
    return true;
  }

  #judge(pages: number): void {
    const { pageSize, pages: declared } = this.#header;
    for (let page = 1; page <= pages; page += 1) {
      const isLost = this.#led.has(page) && !this.#found.has(page);
      if (!isLost && !this.#damaged.has(page)) continue;
      const start = (page - 1) * pageSize;
      this.#damage.add('corrupt', start, start + pageSize, 'a page of the database is damaged');
    }
    const end = pages * pageSize;
    const rest = this.#reader.remaining;
    const missing = Math.max(0, declared - pages);
    if (missing === 0 && rest === 0) return;
    const what =
      missing > 0
        ? `the database ends, ${missing} pages too early`
        : 'the database ends in the middle of a page';
    this.#damage.add('truncated', end, end + rest, what);
  }
}

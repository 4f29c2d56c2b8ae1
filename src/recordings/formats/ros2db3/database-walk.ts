import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { type ChannelDefinition, ChannelTable } from '../../meaning/interpret/channel-table.ts';
import type { BagTopic } from '../../messages/message-sink.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { addFreePages, type BagTables, definitionOf, readBagTables, topicOf } from './bag-tables.ts';
import { Cell } from './cell.ts';
import { type DatabaseHeader, decodeText, headerBytes, magic } from './database-header.ts';
import { isMessageRow, takeMessageRow } from './message-rows.ts';
import { OverflowRows } from './overflow.ts';
import { PageSet } from './page-set.ts';
import { PageStore } from './page-store.ts';
import { childrenOf } from './read-table.ts';

export interface WalkOptions extends ReadOptions {
  builder: SummaryBuilder;
  damage: DamageLog;
  preset?: ReadonlyMap<number, ChannelDefinition> | undefined;
}

const innerPage = 5;
const leafPage = 13;
/** The page that contains this byte is never used (file format, 1.4). */
const lockByte = 2 ** 30;

/**
 * Walks all pages of one database in the order of the file, whether or not its trees refer to them: rows are
 * recognised by their columns. Even a lost root page does not cost messages on other pages.
 */
export class DatabaseWalk {
  isBag = false;
  /** Names of tables that are none of a bag. */
  otherTables: readonly string[] = [];
  readonly #reader: ByteReader;
  readonly #options: WalkOptions;
  readonly #header: DatabaseHeader;
  readonly #base: number;
  readonly #store: PageStore;
  readonly #channels: ChannelTable;
  readonly #overflow: OverflowRows;
  readonly #cell = new Cell();
  /** Pages referred to by trees, pages recognised as part of a tree, damaged ones, unused ones. */
  readonly #led: PageSet;
  readonly #found: PageSet;
  readonly #damaged: PageSet;
  readonly #free: PageSet;
  #definitions: BagTables['definitions'] = new Map();
  /** Messages that extend beyond the end of the file. */
  #beyond = 0;

  constructor(source: ByteSource, reader: ByteReader, header: DatabaseHeader, options: WalkOptions) {
    this.#reader = reader;
    this.#options = options;
    this.#header = header;
    this.#base = reader.offset;
    this.#store = new PageStore(source, this.#base, header.pageSize);
    this.#channels = new ChannelTable(options.builder, 'topic', options.databases, options.preset);
    this.#overflow = new OverflowRows(header, this.#store.pages);
    const { pages } = this.#store;
    this.#led = new PageSet(pages);
    this.#found = new PageSet(pages);
    this.#damaged = new PageSet(pages);
    this.#free = new PageSet(pages);
  }

  get late(): ReadonlyMap<number, ChannelDefinition> | undefined {
    return this.#channels.late;
  }

  /** Ends after the last page, or where another database begins. */
  async run(): Promise<void> {
    await this.#readTables();
    const reader = this.#reader;
    const { pageSize } = this.#header;
    let number = 0;
    while (await reader.fill(Math.min(pageSize, reader.remaining))) {
      if (reader.available < pageSize) break;
      if (number > 0 && this.#beginsDatabase()) break;
      number += 1;
      this.#page(number);
      reader.advance(pageSize);
      if (this.#overflow.hasBehind) await this.#overflow.fetchBehind(this.#store);
    }
    this.#overflow.finish();
    this.#judge(number);
  }

  async #readTables(): Promise<void> {
    const { builder } = this.#options;
    const tables = await readBagTables(this.#store, this.#header);
    this.isBag = tables.isBag;
    this.otherTables = tables.others;
    this.#definitions = tables.definitions;
    for (const [id, topic] of tables.topics) this.#addTopic(id, topic);
    builder.version('ros_distro', tables.rosDistribution);
    this.#led.add(1);
    for (const page of [...tables.roots, ...tables.damaged]) this.#led.add(page);
    await addFreePages(this.#store, this.#header, this.#free);
  }

  #beginsDatabase(): boolean {
    return magic.equals(this.#reader.slice(0, magic.length));
  }

  #page(number: number): void {
    const { bytes, start } = this.#reader;
    if (this.#overflow.take(number, bytes, start)) return;
    if (this.#free.has(number) || this.#isSpecial(number)) return;
    const at = start + (number === 1 ? headerBytes : 0);
    if (bytes[at] === leafPage) this.#leaf(number, at);
    else if (bytes[at] === innerPage) this.#inner(number, at - start);
    else this.#overflow.pass(number, bytes, start);
  }

  /** The lock-byte page, and those of the pointer map (file format, 1.8). */
  #isSpecial(number: number): boolean {
    const { pageSize, usable, pointerMaps } = this.#header;
    if (number === Math.floor(lockByte / pageSize) + 1) return true;
    return pointerMaps && number >= 2 && (number - 2) % (Math.floor(usable / 5) + 1) === 0;
  }

  #inner(number: number, at: number): void {
    const page = this.#reader.slice(0, this.#header.pageSize);
    const children = childrenOf(page, at);
    if (children.some((child) => child < 2 || child > 0xffff_fffe || child === number)) return;
    this.#found.add(number);
    for (const child of children) this.#led.add(child);
  }

  #leaf(number: number, at: number): void {
    const { bytes, view, start } = this.#reader;
    const { usable } = this.#header;
    const cell = this.#cell;
    const count = view.getUint16(at + 3);
    const first = at + 8 + count * 2 - start;
    if (first > usable) return;
    this.#found.add(number);
    const end = start + usable;
    for (let i = 0; i < count; i += 1) {
      const pointer = view.getUint16(at + 8 + i * 2);
      const inside = pointer >= first && pointer < usable;
      if (!inside || !cell.read(bytes, view, start + pointer, end, usable)) this.#damaged.add(number);
      else if (isMessageRow(cell)) this.#message(number, start + pointer);
      else this.#otherRow();
    }
  }

  #message(page: number, at: number): void {
    const { bytes, view, start, offset } = this.#reader;
    if (this.#cell.overflowPage > this.#store.pages) {
      this.#beyond += 1;
      return;
    }
    const { limits, builder } = this.#options;
    takeMessageRow(
      this.#cell,
      { bytes, view, page, offset: offset + at - start },
      { channels: this.#channels, overflow: this.#overflow, limits, findings: builder },
    );
  }

  /** Rows of `topics` not yet reached through a tree: the page that refers to them may be damaged. */
  #otherRow(): void {
    const cell = this.#cell;
    if (cell.columns < 4 || this.#channels.knows(cell.rowId)) return;
    const values = [0, 1, 2, 3, 4, 5].map((column) => this.#localText(column));
    if (!values[1]?.startsWith('/') || !values[2]?.includes('/')) return;
    const topic = topicOf(values, this.#definitions);
    if (topic) this.#addTopic(cell.rowId, topic);
  }

  #addTopic(id: number, topic: BagTopic): void {
    this.#channels.add(id, definitionOf(topic));
    this.#options.messages?.bagTopic?.(topic);
  }

  #localText(column: number): string | undefined {
    const cell = this.#cell;
    if (column >= cell.columns) return undefined;
    const from = cell.starts[column] as number;
    const to = from + cell.sizeOf(column);
    if (!cell.isText(column) || to > cell.localBytes) return undefined;
    const text = this.#reader.bytes.subarray(cell.payloadAt + from, cell.payloadAt + to);
    return decodeText(text, this.#header);
  }

  #judge(pages: number): void {
    const { pageSize } = this.#header;
    const { damage } = this.#options;
    for (let page = 1; page <= pages; page += 1) {
      const lost = this.#led.has(page) && !this.#found.has(page);
      if (!lost && !this.#damaged.has(page)) continue;
      const start = this.#base + (page - 1) * pageSize;
      damage.add('corrupt', start, start + pageSize, 'a page of the database is damaged');
    }
    this.#judgeEnd(pages);
  }

  #judgeEnd(pages: number): void {
    const { pageSize, pages: declared, wal } = this.#header;
    const { damage } = this.#options;
    const end = this.#base + pages * pageSize;
    const rest = this.#beginsDatabase() ? 0 : this.#reader.remaining;
    const missing = Math.max(0, declared - pages);
    const inWal = wal ? '; they may be in its -wal file, which is not part of the upload' : '';
    const lost = this.#beyond > 0 ? ` with the end of ${this.#beyond} messages` : '';
    if (missing > 0 || rest > 0)
      damage.add(
        'truncated',
        end,
        end + rest,
        missing > 0
          ? `the database ends, ${missing} pages too early${lost}${inWal}`
          : `the database ends in the middle of a page${lost}`,
      );
    else if (this.#beyond > 0)
      damage.add('truncated', end, end, `the database ends${lost} missing${wal ? inWal : ''}`);
  }
}

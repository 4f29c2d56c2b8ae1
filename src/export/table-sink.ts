import type {
  ChannelField,
  ChannelSink,
  LoggedLine,
  MessageChannel,
  MessageSink,
} from '../recordings/messages/message-sink.ts';
import { FieldTree } from '../signals/field-tree.ts';
import { logTopic } from '../signals/signal-id.ts';
import type { Cell } from './parquet/table-column.ts';
import {
  addTo,
  type Omitted,
  type TableField,
  type TableFile,
  type TopicFacts,
  TopicTable,
} from './topic-table.ts';

export interface TableLimits {
  /** Tables of one recording, and columns of all of them. */
  tables: number;
  columns: number;
  /** Of one group of rows. */
  groupRows: number;
  /** Values of 8 bytes in memory: of one table, and of all together. */
  groupCells: number;
  cells: number;
}

export const defaultTableLimits: TableLimits = {
  tables: 4_000,
  columns: 20_000,
  groupRows: 100_000,
  groupCells: 2 ** 20,
  cells: 2 ** 22,
};

const lineNames = ['topic', 'severity', 'source', 'text'] as const;

interface Open {
  topic: TopicTable;
  /** Recording in an archive, by its place. */
  member: number;
  /** Values in memory, as they were counted last. */
  cells: number;
  messages: number;
}

/**
 * Writes the messages of one recording as tables, one for each topic: `time_ns`, `offset`, and a column for each number,
 * text and flag. Rows are in the order of the file.
 */
export class TableSink implements MessageSink {
  readonly omitted: Omitted = {};
  /** Messages, without those inside of others. */
  messages = 0;
  readonly #create: (facts: TopicFacts) => TableFile;
  readonly #wants: (topic: string) => boolean;
  readonly #limits: TableLimits;
  readonly #open = new Map<string, Open>();
  readonly #lines = lineNames.map((name) => ({ name, field: newField(name) }));
  #member: { place: number; name: string | undefined } = { place: 0, name: undefined };
  #columns = 0;
  #cells = 0;

  /** @param wants of the topics; all by default. */
  constructor(
    create: (facts: TopicFacts) => TableFile,
    limits: Partial<TableLimits> = {},
    wants: (topic: string) => boolean = () => true,
  ) {
    this.#create = create;
    this.#wants = wants;
    this.#limits = { ...defaultTableLimits, ...limits };
  }

  /** Those that have rows; they are not finished yet. */
  tables(): TopicTable[] {
    return [...this.#open.values()].map(({ topic }) => topic).filter(({ table }) => table.rows > 0);
  }

  member(name: string): void {
    this.#member = { place: this.#member.place + 1, name };
    for (const line of this.#lines) line.field = newField(line.name);
  }

  restart(): void {
    for (const [key, { topic, member, cells, messages }] of this.#open) {
      if (member !== this.#member.place) continue;
      topic.file?.remove();
      this.#open.delete(key);
      this.#columns -= topic.columns.length;
      this.#cells -= cells;
      this.messages -= messages;
    }
    for (const line of this.#lines) line.field = newField(line.name);
  }

  channel(channel: MessageChannel): ChannelSink | undefined {
    if (!this.#wants(channel.topic)) return undefined;
    const { frame, within } = channel;
    const open = this.#tableOf(channel);
    const counts = within === undefined ? 1 : 0;
    if (!open) {
      return {
        message: () => {
          this.messages += counts;
          addTo(this.omitted, 'topics');
        },
      };
    }
    const { topic } = open;
    let known: Map<string, ChannelField> | undefined;
    const tree = new FieldTree<TableField, bigint | boolean>(
      (path) => {
        known ??= new Map(channel.fields?.().map((field) => [field.name, field]));
        return newField(path, known.get(path));
      },
      (field, value: Cell) => topic.set(field, value),
      { exact: (value) => value },
    );
    // What a frame means is known only where a database defines it.
    const payload = frame && newField('data');
    return {
      place: tree.place,
      message: (timeNs, offset, data, fields) => {
        this.messages += counts;
        open.messages += counts;
        if (!topic.beginRow(timeNs, offset)) return;
        if (payload && data) topic.set(payload, data);
        const message = fields();
        if (message) tree.visit(message);
        else if (!payload) addTo(topic.omitted, 'undecoded');
        addTo(topic.omitted, 'values', tree.omitted);
        addTo(topic.omitted, 'groups', tree.omittedGroups);
        tree.omitted = 0;
        tree.omittedGroups = 0;
        this.#bound(open);
      },
    };
  }

  log(line: LoggedLine, timeNs: bigint, offset: number | undefined): void {
    if (!this.#wants(logTopic)) return;
    const open = this.#tableOf({ topic: logTopic, type: '', encoding: 'text' });
    if (!open) {
      addTo(this.omitted, 'topics');
      return;
    }
    if (!open.topic.beginRow(timeNs, offset)) return;
    for (const { name, field } of this.#lines) open.topic.set(field, line[name]);
    this.#bound(open);
  }

  #tableOf({ topic, type, encoding }: TopicFacts): Open | undefined {
    const { place, name } = this.#member;
    const key = `${place}\n${topic}`;
    const present = this.#open.get(key);
    if (present) return present;
    if (this.#open.size >= this.#limits.tables) return undefined;
    const facts = { topic, type, encoding, member: name };
    const mayAddColumn = () => {
      if (this.#columns >= this.#limits.columns) return false;
      this.#columns += 1;
      return true;
    };
    const table = new TopicTable(facts, () => this.#create(facts), mayAddColumn);
    this.#columns += table.columns.length;
    const open = { topic: table, member: place, cells: 0, messages: 0 };
    this.#open.set(key, open);
    return open;
  }

  /** Writes groups of rows, so that memory stays within the limits. */
  #bound(open: Open): void {
    const { table } = open.topic;
    this.#count(open);
    if (table.bufferedRows >= this.#limits.groupRows || open.cells >= this.#limits.groupCells)
      this.#flush(open);
    if (this.#cells < this.#limits.cells) return;
    let most = open;
    for (const other of this.#open.values()) if (other.cells > most.cells) most = other;
    this.#flush(most);
  }

  #flush(open: Open): void {
    open.topic.table.flush();
    this.#count(open);
  }

  #count(open: Open): void {
    const cells = open.topic.table.bufferedCells;
    this.#cells += cells - open.cells;
    open.cells = cells;
  }
}

function newField(path: string, known?: ChannelField): TableField {
  return { path, known, byKind: {} };
}

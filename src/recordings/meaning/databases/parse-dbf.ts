import { decodeText } from '../dbc/decode-text.ts';
import { isMisspelt } from '../dbc/later-statement.ts';
import { dbfMessage, isWithoutFrame } from './dbf-message.ts';
import { type DbfSignal, dbfSignal, withSelections } from './dbf-signal.ts';
import { DefinitionCollector, type ParsedDatabase, parseNumber } from './definition-collector.ts';

/** Statements that say nothing about frames. */
const unused = ['DATABASE_VERSION', 'BUSMASTER_VERSION', 'NUMBER_OF_MESSAGES', 'NODE'] as const;
const statements = ['PROTOCOL', 'START_MSG', 'END_MSG', 'START_SIGNALS', 'VALUE_DESCRIPTION'] as const;
const known: ReadonlySet<string> = new Set([...unused, ...statements]);

/** Sections of nodes, comments, attributes, tables of values and signals of no message. */
const sections: ReadonlySet<string> = new Set(
  'DESC PARAM PARAM_VAL VALUE_TABLE SIG_LIST NOT_SUPPORTED NOT_PROCESSED'.split(' '),
);

type Message = Exclude<ReturnType<typeof dbfMessage>, string>;

/**
 * Reads a database of BUSMASTER (DBF), versions 1.1 to 1.3, by what its own converters write and read (BUSMASTER 3.2.2, `DBC2DBFConverterLibrary`,
 * `DBF2DBCConverter`): a tag in brackets begins each statement, commas part its fields.
 */
export function parseDbf(bytes: Uint8Array): ParsedDatabase {
  const source = decodeText(bytes);
  const collector = new DefinitionCollector(source);
  const file = new DbfFile(collector);
  let at = 0;
  for (const line of source.text.split('\n')) {
    const end = Math.min(source.text.length, at + line.length + 1);
    file.read(line.trim(), at, end);
    at = end;
  }
  file.finish(at);
  return collector.finish();
}

class DbfFile {
  readonly #collector: DefinitionCollector;
  /** Identifiers are numbers of parameter groups. */
  #j1939 = false;
  #message: Message | undefined;
  #signals: DbfSignal[] = [];
  /** The one that names of values belong to. */
  #signal: DbfSignal | undefined;
  #labels: [value: number, name: string][] = [];
  /** Its end is looked for. */
  #section: string | undefined;

  constructor(collector: DefinitionCollector) {
    this.#collector = collector;
  }

  read(line: string, start: number, end: number): void {
    if (line === '' || line.startsWith('//')) return;
    const [, tag, rest = ''] = /^\[(\w+)\]\s*(.*)$/.exec(line) ?? [];
    const wrong = this.#parse(tag, rest);
    if (wrong !== undefined) this.#collector.problem(start, end, `${line.slice(0, 40)}: ${wrong}`);
  }

  finish(end: number): void {
    if (!this.#message) return;
    this.#collector.problem(end, end, `message ${this.#message.name} does not end`);
    this.#endMessage();
  }

  /** What is wrong with a line; undefined if it was read. */
  #parse(tag: string | undefined, rest: string): string | undefined {
    if (this.#section !== undefined && !this.#leavesSection(tag)) return undefined;
    switch (tag) {
      case undefined:
        return 'there is no statement';
      case 'PROTOCOL':
        this.#j1939 = /j1939/i.test(rest);
        return undefined;
      case 'START_MSG':
        return this.#startMessage(rest);
      case 'START_SIGNALS':
        return this.#addSignal(rest);
      case 'VALUE_DESCRIPTION':
        return this.#addLabel(rest);
      case 'END_MSG':
        if (!this.#message) return 'no message has begun';
        this.#endMessage();
        return undefined;
      default:
        return this.#passOver(tag);
    }
  }

  /** Whether a line is no part of the present section: converters leave the end of some out. */
  #leavesSection(tag: string | undefined): boolean {
    const isEnd = tag === `END_${this.#section}`;
    const isNext = tag === 'START_MSG' || (tag !== undefined && sections.has(tag.replace(/^START_/, '')));
    if (isEnd || isNext) this.#section = undefined;
    return isNext;
  }

  #passOver(tag: string): string | undefined {
    if ((unused as readonly string[]).includes(tag)) return undefined;
    const section = /^START_(\w+)$/.exec(tag)?.[1];
    if (section !== undefined && sections.has(section)) {
      this.#section = section;
      return undefined;
    }
    if (/^END_/.test(tag) && sections.has(tag.slice(4))) return undefined;
    if (isMisspelt(tag, known)) return `${tag} is not known`;
    this.#collector.later(`[${tag}]`);
    this.#section = section;
    return undefined;
  }

  #startMessage(rest: string): string | undefined {
    const open = this.#message;
    if (open) this.#endMessage();
    const message = dbfMessage(rest, this.#j1939);
    if (typeof message === 'string') {
      // Its signals are no part of another message.
      this.#section = 'MSG';
      return message;
    }
    if (isWithoutFrame(message)) this.#section = 'MSG';
    else this.#message = message;
    return open ? `message ${open.name} does not end` : undefined;
  }

  #addSignal(rest: string): string | undefined {
    if (!this.#message) return 'the signal is of no message';
    this.#endLabels();
    const signal = dbfSignal(rest);
    if (typeof signal === 'string') return signal;
    if ('notRead' in signal) {
      this.#collector.notRead(signal.notRead);
      return undefined;
    }
    this.#signal = signal;
    this.#signals.push(signal);
    return undefined;
  }

  /** `"name",value`; the editor of BUSMASTER leaves the quotes out. */
  #addLabel(rest: string): string | undefined {
    const comma = rest.lastIndexOf(',');
    const value = parseNumber(rest.slice(comma + 1));
    if (comma < 0 || !Number.isFinite(value)) return 'the value has no number';
    const name = rest.slice(0, comma).trim();
    this.#labels.push([value, name.replace(/^"(.*)"$/, '$1')]);
    return undefined;
  }

  #endLabels(): void {
    if (this.#signal && this.#labels.length > 0) this.#signal.labels = this.#collector.labels(this.#labels);
    this.#signal = undefined;
    this.#labels = [];
  }

  #endMessage(): void {
    this.#endLabels();
    if (this.#message) this.#collector.message(this.#message, withSelections(this.#signals));
    this.#message = undefined;
    this.#signals = [];
  }
}

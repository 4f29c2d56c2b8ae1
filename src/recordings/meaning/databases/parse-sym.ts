import { decodeText } from '../dbc/decode-text.ts';
import { isMisspelt } from '../dbc/later-statement.ts';
import {
  type DefinitionCollector as Collector,
  DefinitionCollector,
  type ParsedDatabase,
} from './definition-collector.ts';
import { createSignalParser, type SymSignal } from './sym-signal.ts';
import { isEnumeration, type SymStatement, symNumber, symStatements, unquoted } from './sym-statements.ts';
import { SymSymbol } from './sym-symbol.ts';

/** Numbers and rates that are not needed to read frames, and settings of the editor. */
const unused: ReadonlySet<string> = new Set(
  'formatversion title uniquevariables floatdecimalplaces brs cycletime timeout mininterval color multiplexer'.split(
    ' ',
  ),
);

/** Statements of signals and symbols. */
const known: ReadonlySet<string> = new Set('id type len dlc sig var mux'.split(' '));

const sections: ReadonlySet<string> = new Set(['enums', 'signals', 'send', 'receive', 'sendreceive']);

/** Identifiers of one range. */
const maxRange = 256;

/**
 * Reads a symbol file of PEAK (SYM, "PEAK CAN Symbol File Format", versions 5 and 6). Blocks of one name are one symbol,
 * each with signals for a value of its multiplexer.
 */
export function parseSym(bytes: Uint8Array): ParsedDatabase {
  const source = decodeText(bytes);
  const collector = new DefinitionCollector(source);
  const file = new SymFile(collector);
  for (const statement of symStatements(source.text)) file.read(statement);
  file.finish();
  return collector.finish();
}

class SymFile {
  readonly #collector: Collector;
  readonly #enumerations = new Map<string, ReadonlyMap<number, string>>();
  readonly #parseSignal = createSignalParser(this.#enumerations);
  readonly #signals = new Map<string, SymSignal>();
  readonly #symbols = new Map<string, SymSymbol>();
  #symbol: SymSymbol | undefined;
  /** Within a section that is not known; all of it is passed over. */
  #isLater = false;

  constructor(collector: Collector) {
    this.#collector = collector;
  }

  read(statement: SymStatement): void {
    const { text, start, end } = statement;
    const wrong = this.#parse(statement);
    if (wrong !== undefined) this.#collector.problem(start, end, `${text.slice(0, 40)}: ${wrong}`);
  }

  /** What is wrong with a statement; undefined if it was read. */
  #parse({ text, start, end }: SymStatement): string | undefined {
    const [, section] = /^\{(\w+)\}$/.exec(text) ?? [];
    if (section !== undefined) {
      this.#symbol = undefined;
      this.#isLater = !sections.has(section.toLowerCase());
      if (this.#isLater) this.#collector.later(`{${section}}`);
      return undefined;
    }
    if (this.#isLater) return undefined;
    if (isEnumeration(text)) return this.#readEnumeration(text);
    const head = /^\[(.+)\]$/.exec(text);
    if (head) {
      this.#openSymbol(unquoted(head[1] ?? ''), start, end);
      return undefined;
    }
    const equals = text.indexOf('=');
    if (equals < 0) return 'there is no statement';
    const [key, value] = [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
    if (unused.has(key)) return undefined;
    if (!known.has(key)) return this.#passOver(key);
    if (this.#symbol) return this.#symbol.read(key, value, this.#signals);
    if (key !== 'sig') return `${key} is outside a symbol`;
    const signal = this.#parseSignal(value);
    if (typeof signal === 'string') return signal;
    this.#signals.set(signal.name, signal);
    return undefined;
  }

  /** A statement that is not known here, as a later version may have it; one without a name is damaged. */
  #passOver(key: string): string | undefined {
    if (!/^[a-z_][\w.]*$/.test(key) || isMisspelt(key, known)) return `${key} is not known`;
    this.#collector.later(key);
    return undefined;
  }

  #openSymbol(name: string, start: number, end: number): void {
    const present = this.#symbols.get(name);
    this.#symbol = present ?? new SymSymbol(name, start, end, this.#parseSignal);
    this.#symbols.set(name, this.#symbol);
    this.#symbol.openBlock();
  }

  #readEnumeration(text: string): string | undefined {
    const name = /^enum[\s=]+("(?:[^"\\]|\\.)*"|[^\s(]+)\s*\(/i.exec(text);
    if (!name) return 'the enumeration has no name';
    const entries = text.slice(name[0].length).matchAll(/(-?[0-9a-fx.]+h?)\s*=\s*("(?:[^"\\]|\\.)*")/gi);
    const values = [...entries].map(([, value, label = '']): [number, string] => [
      symNumber(value),
      unquoted(label),
    ]);
    const labels = this.#collector.labels(values.filter(([value]) => Number.isFinite(value)));
    this.#enumerations.set(unquoted(name[1] ?? ''), labels);
    return text.includes(')') ? undefined : 'the enumeration does not end';
  }

  finish(): void {
    for (const symbol of this.#symbols.values()) {
      const { name, start, end, first, last, length, signals } = symbol;
      const extended = symbol.extended || first > 0x7ff;
      if (!(first >= 0 && first <= (extended ? 0x1fff_ffff : 0x7ff))) {
        this.#collector.problem(start, end, `symbol ${name} has no valid identifier`);
        continue;
      }
      for (let id = first; id <= Math.min(last, first + maxRange - 1); id += 1)
        this.#collector.message({ name, id, extended, length }, signals);
      if (last >= first + maxRange)
        this.#collector.notRead(`identifiers of ${name} beyond the first ${maxRange}`);
    }
  }
}

import { decodeText } from '../dbc/decode-text.ts';
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
    if (isEnumeration(text)) return this.#readEnumeration(text);
    if (/^\{\w+\}$/.test(text)) {
      this.#symbol = undefined;
      return undefined;
    }
    const head = /^\[(.+)\]$/.exec(text);
    if (head) {
      this.#openSymbol(unquoted(head[1] ?? ''), start, end);
      return undefined;
    }
    const equals = text.indexOf('=');
    if (equals < 0) return 'there is no statement';
    const [key, value] = [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
    if (unused.has(key)) return undefined;
    if (this.#symbol) return this.#symbol.read(key, value, this.#signals);
    if (key !== 'sig') return `${key} is outside a symbol`;
    const signal = this.#parseSignal(value);
    if (typeof signal === 'string') return signal;
    this.#signals.set(signal.name, signal);
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

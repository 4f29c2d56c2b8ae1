import type { SignalDraft } from './definition-collector.ts';
import { placed, type SignalParser, type SymSignal } from './sym-signal.ts';
import { symNumber, symWords, withoutAttributes } from './sym-statements.ts';

/** Where the format says nothing else. */
const usualLength = 8;

/** A message while its blocks are being read. */
export class SymSymbol {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Identifiers, both ends included. */
  first = Number.NaN;
  last = Number.NaN;
  extended = false;
  length = usualLength;
  readonly signals: SignalDraft[] = [];
  readonly #parseSignal: SignalParser;
  /** Selects the signals of the current block. */
  #selection: SignalDraft['selection'];
  #multiplexer: number | undefined;

  constructor(name: string, start: number, end: number, parseSignal: SignalParser) {
    this.name = name;
    this.start = start;
    this.end = end;
    this.#parseSignal = parseSignal;
  }

  /** Another block with this name begins. */
  openBlock(): void {
    this.#selection = undefined;
  }

  /** What is wrong with a statement; undefined if it was read. */
  read(key: string, value: string, signals: ReadonlyMap<string, SymSignal>): string | undefined {
    switch (key) {
      case 'id':
        return this.#readId(value);
      case 'type':
        this.extended ||= /extended/i.test(value);
        return undefined;
      case 'len':
      case 'dlc':
        return this.#readLength(value);
      case 'sig':
        return this.#readSignal(value, signals);
      case 'var':
        return this.#readVariable(value);
      case 'mux':
        return this.#readMultiplexer(value);
      default:
        return `${key} is not one of a symbol`;
    }
  }

  /** `100h`, `00000100h` (29 bits by its digits) or `100h-10Fh`. */
  #readId(value: string): string | undefined {
    const [, first = '', last = first] = /^([0-9a-f]+)h(?:\s*-\s*([0-9a-f]+)h)?/i.exec(value) ?? [];
    if (first === '') return 'the identifier is no hexadecimal number';
    this.first = Number.parseInt(first, 16);
    this.last = Number.parseInt(last, 16);
    this.extended ||= first.length === 8;
    return undefined;
  }

  #readLength(value: string): string | undefined {
    const length = symNumber(value);
    if (!Number.isSafeInteger(length) || length < 0) return 'the length is no number';
    this.length = length;
    return undefined;
  }

  /** `Sig=Speed 16`: a signal of the file, and its place. */
  #readSignal(value: string, signals: ReadonlyMap<string, SymSignal>): string | undefined {
    const [name = '', place] = symWords(value);
    const signal = signals.get(name);
    if (!signal) return `there is no signal ${name}`;
    // A signal without a place is at the beginning.
    return this.#add(signal, place === undefined ? 0 : symNumber(place));
  }

  /** `Var=Speed unsigned 16,8 /u:km/h`: a signal of this symbol alone, with its place in front of its size. */
  #readVariable(value: string): string | undefined {
    const place = /\s(\d+)\s*,/.exec(withoutAttributes(value));
    if (!place) return 'the variable has no place';
    const signal = this.#parseSignal(value.replace(/(\s)\d+\s*,/, '$1'));
    return typeof signal === 'string' ? signal : this.#add(signal, Number(place[1]));
  }

  /** `Mux=Name 0,8 2Ah -m`: place, size and the value that selects the signals of this block. */
  #readMultiplexer(value: string): string | undefined {
    const [name = '', place, size, code, ...flags] = symWords(value);
    const selected = symNumber(code);
    if (!Number.isSafeInteger(selected)) return 'the multiplexer has no value';
    if (this.#multiplexer === undefined) {
      const number = { signed: false, float: false, factor: 1, offset: 0, unit: '' };
      const signal = { name, size: symNumber(size), bigEndian: flags.includes('-m'), ...number };
      const wrong = this.#add(signal, symNumber(place));
      if (wrong !== undefined) return wrong;
      this.#multiplexer = this.signals.length - 1;
    }
    this.#selection = { by: this.#multiplexer, ranges: [[selected, selected]] };
    return undefined;
  }

  #add(signal: SymSignal, place: number): string | undefined {
    const draft = placed(signal, place, this.#selection);
    if (typeof draft === 'string') return draft;
    this.signals.push(draft);
    return undefined;
  }
}

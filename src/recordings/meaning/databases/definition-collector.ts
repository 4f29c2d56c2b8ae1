import type { DbcProblem, MessageDefinition, Segment, SignalDefinition } from '../dbc/can-database.ts';
import { dbcLimits } from '../dbc/dbc-limits.ts';
import { DbcProblems } from '../dbc/dbc-problems.ts';
import type { DecodedText } from '../dbc/decode-text.ts';

/** What a file defines, whatever its format. */
export interface ParsedDatabase {
  messages: MessageDefinition[];
  /** Frames of LIN, whose identifiers are other ones than those of CAN. */
  linFrames: MessageDefinition[];
  /** The first ones, in the order of the file. */
  problems: DbcProblem[];
  problemCount: number;
  /** Caps that were reached, e.g. `100000 signals`; anything beyond them is left out. */
  exceeded: string[];
  /** Valid definitions that are not supported, by their kind; frames and signals that need them are left out. */
  notRead: ReadonlyMap<string, number>;
  /** Statements that no version known here has, and that were passed over: how many, and the names of the first ones. */
  later?: { count: number; names: readonly string[] };
}

/** A signal without what most formats leave to its defaults. */
export type SignalDraft = Omit<SignalDefinition, 'selection' | 'spn' | 'labels'> &
  Partial<Pick<SignalDefinition, 'selection' | 'spn' | 'labels'>>;

/** Bits of the longest payload that transport protocols carry: 4,095 bytes (ISO 15765-2). */
const maxBits = 4_095 * 8;
/** Kinds that are named. */
const maxKinds = 16;
/** Names of statements that are not known. */
const maxLater = 8;
/** SAE J1939-81, "Null address": the message is a parameter group, whoever sends it. */
const anySender = 0xfe;

/** Collects the definitions of a file within the bounds of a database. */
export class DefinitionCollector {
  readonly #messages: MessageDefinition[] = [];
  readonly #linFrames: MessageDefinition[] = [];
  readonly #problems: { start: number; end: number; message: string }[] = [];
  readonly #source: DecodedText;
  readonly #exceeded = new Set<string>();
  readonly #notRead = new Map<string, number>();
  readonly #later = { count: 0, names: [] as string[] };
  #signalsLeft: number = dbcLimits.signals;
  #labelsLeft: number = dbcLimits.labels;
  #problemCount = 0;

  constructor(source: DecodedText) {
    this.#source = source;
  }

  /** `start` and `end` are places in the text. */
  problem(start: number, end: number, message: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < dbcLimits.problems) this.#problems.push({ start, end, message });
  }

  notRead(kind: string): void {
    const known = this.#notRead.has(kind) || this.#notRead.size < maxKinds ? kind : 'others';
    this.#notRead.set(known, (this.#notRead.get(known) ?? 0) + 1);
  }

  /** A statement, element or section that no version known here has, and that is passed over. */
  later(name: string): void {
    const { names } = this.#later;
    this.#later.count += 1;
    const short = name.slice(0, dbcLimits.text);
    if (names.length < maxLater && !names.includes(short)) names.push(short);
  }

  /** A CAN message; `id` without flags. */
  message(
    message: Pick<MessageDefinition, 'name' | 'id' | 'extended' | 'length' | 'container' | 'bus'>,
    signals: SignalDraft[],
  ): void {
    const j1939 = message.extended && (message.id & 0xff) === anySender;
    this.#add(this.#messages, { ...message, j1939 }, signals);
  }

  linFrame(frame: { name: string; id: number; length: number }, signals: SignalDraft[]): void {
    this.#add(this.#linFrames, { ...frame, extended: false, j1939: false }, signals);
  }

  /** Names of values, as far as there is room. */
  labels(entries: Iterable<readonly [value: number, name: string]>): ReadonlyMap<number, string> {
    const labels = new Map<number, string>();
    for (const [value, name] of entries) {
      if (this.#labelsLeft === 0) {
        this.#exceeded.add(`${dbcLimits.labels} names of values`);
        break;
      }
      this.#labelsLeft -= 1;
      labels.set(value, name.slice(0, dbcLimits.text));
    }
    return labels;
  }

  finish(): ParsedDatabase {
    const problems = new DbcProblems(this.#source);
    // Formats that resolve references find them out of order, and some inside others.
    let from = 0;
    for (const { start, end, message } of this.#problems.toSorted((a, b) => a.start - b.start)) {
      const begin = Math.max(from, start);
      from = Math.max(begin, end);
      problems.add(begin, from, message);
    }
    return {
      messages: this.#messages,
      linFrames: this.#linFrames,
      problems: problems.first,
      problemCount: this.#problemCount,
      exceeded: [...this.#exceeded],
      notRead: this.#notRead,
      ...(this.#later.count > 0 && { later: this.#later }),
    };
  }

  #add(list: MessageDefinition[], message: Omit<MessageDefinition, 'signals'>, drafts: SignalDraft[]): void {
    if (list.length >= dbcLimits.messages) {
      this.#exceeded.add(`${dbcLimits.messages} messages`);
      return;
    }
    const room = Math.min(this.#signalsLeft, dbcLimits.signalsOfMessage);
    if (drafts.length > room) {
      this.#exceeded.add(
        room === this.#signalsLeft
          ? `${dbcLimits.signals} signals`
          : `${dbcLimits.signalsOfMessage} signals in one message`,
      );
    }
    const signals = drafts.slice(0, room).map(completed);
    this.#signalsLeft -= signals.length;
    list.push({ ...message, name: message.name.slice(0, dbcLimits.text), signals });
  }
}

function completed(signal: SignalDraft): SignalDefinition {
  const { name, unit, labels, selection, spn } = signal;
  return {
    ...signal,
    name: name.slice(0, dbcLimits.text),
    unit: unit.slice(0, dbcLimits.text),
    labels: labels && labels.size > 0 ? labels : undefined,
    selection,
    spn,
  };
}

/** What is wrong with the place of a signal, as the end of a sentence; undefined if it is valid. */
export function placeProblem(startBit: number, size: number): string | undefined {
  if (!Number.isSafeInteger(startBit) || startBit < 0 || startBit >= maxBits)
    return 'there is no valid start bit';
  if (!Number.isSafeInteger(size) || size < 1 || size > maxBits) return 'there is no valid length';
  return undefined;
}

/** Values of a range that get its name. */
const maxNamed = 256;

/** One name for each whole value of a range, both ends included, as far as there are not too many. */
export function* labelRange(first: number, last: number, name: string): Generator<[number, string]> {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last)) return;
  for (let each = first; each <= Math.min(last, first + maxNamed - 1); each += 1) yield [each, name];
}

/** A place counted from the payload's first bit as DBC counts it: from the least significant bit of each byte. */
export function dbcStartBit(place: number, bigEndian: boolean): number {
  return bigEndian ? (place & ~7) + 7 - (place & 7) : place;
}

/** Segments of one signal; the others are left out. */
const maxSegments = 64;

/** What several scales are to a signal: one is its factor and offset whatever its limits, more are segments. */
export function scaled(scales: readonly Segment[]): Pick<SignalDraft, 'factor' | 'offset' | 'segments'> {
  const [{ factor, offset } = { factor: 1, offset: 0 }, ...more] = scales;
  return { factor, offset, ...(more.length > 0 && { segments: scales.slice(0, maxSegments) }) };
}

/** A decimal number, a hexadecimal one (`0x1F`), or NaN. */
export function parseNumber(text: string | undefined): number {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? Number.NaN : Number(trimmed);
}

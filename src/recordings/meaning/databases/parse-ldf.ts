import type { Segment } from '../dbc/can-database.ts';
import { decodeText } from '../dbc/decode-text.ts';
import {
  DefinitionCollector,
  type ParsedDatabase,
  parseNumber,
  placeProblem,
  type SignalDraft,
  scaled,
} from './definition-collector.ts';
import { LdfScanner } from './ldf-scanner.ts';

/** Frame identifiers of LIN without parity. */
const maxId = 63;

/** Sections of version 2.2A, and of SAE J2602-3. */
const sections: ReadonlySet<string> = new Set(
  `Nodes Signals Diagnostic_signals Signal_groups Frames Sporadic_frames Event_triggered_frames Diagnostic_frames
   Diagnostic_addresses Dynamic_frames Node_attributes Node_composition composite Schedule_tables
   Signal_encoding_types Signal_representation`.split(/\s+/),
);

interface LinSignal {
  size: number;
  /** Texts and bytes (`ascii_value`, `bcd_value`) are no figures. */
  encoding: Encoding | undefined;
}

interface Encoding {
  scales: Segment[];
  unit: string;
  labels: [number, string][];
}

interface LinFrame {
  name: string;
  id: number;
  length: number;
  places: [signal: string, startBit: number][];
  /** Of the statement, in the text. */
  start: number;
  end: number;
}

const plain: Encoding = { scales: [], unit: '', labels: [] };
const unitOfTexts = 'text';

/** Reads a LIN description file (LDF, ISO 17987-2, formerly "LIN Configuration Language Specification", 2.2A). */
export function parseLdf(bytes: Uint8Array): ParsedDatabase {
  const source = decodeText(bytes);
  const collector = new DefinitionCollector(source);
  const file = new LdfFile(new LdfScanner(source.text), collector);
  file.read();
  return collector.finish();
}

class LdfFile {
  readonly #scanner: LdfScanner;
  readonly #collector: DefinitionCollector;
  readonly #signals = new Map<string, LinSignal>();
  readonly #encodings = new Map<string, Encoding>();
  readonly #encodingOf = new Map<string, string>();
  readonly #frames: LinFrame[] = [];
  /** ISO 17987-2; where a signal of several bytes begins is then not public. */
  #bigEndian = false;

  constructor(scanner: LdfScanner, collector: DefinitionCollector) {
    this.#scanner = scanner;
    this.#collector = collector;
  }

  read(): void {
    const scanner = this.#scanner;
    for (let word = scanner.next(); word !== ''; word = scanner.next()) {
      const start = scanner.start;
      const isSection = scanner.skip('{');
      if (!isSection) {
        this.#bigEndian ||= word === 'LIN_sig_byte_order_big_endian';
        scanner.until(';');
      } else if (word === 'Signals') this.#readEach(() => this.#readSignal());
      else if (word === 'Frames') this.#readEach(() => this.#readFrame());
      else if (word === 'Signal_encoding_types') this.#readEach(() => this.#readEncoding());
      else if (word === 'Signal_representation') this.#readEach(() => this.#readRepresentation());
      else {
        if (!sections.has(word)) this.#collector.later(word);
        scanner.skipBlock();
      }
      if (scanner.peek() === '' && isSection && !scanner.text.trimEnd().endsWith('}'))
        this.#collector.problem(start, scanner.text.length, `the section ${word} does not end`);
    }
    for (const frame of this.#frames) this.#addFrame(frame);
  }

  /** The entries of a section up to its closing brace. */
  #readEach(entry: () => string | undefined): void {
    const scanner = this.#scanner;
    while (scanner.peek() !== '' && !scanner.skip('}')) {
      const start = scanner.start;
      const wrong = entry();
      if (wrong !== undefined) this.#collector.problem(start, scanner.at, wrong);
    }
  }

  /** `Speed: 16, 0, Master, Display;`; the initial value may be a list in braces. */
  #readSignal(): string | undefined {
    const scanner = this.#scanner;
    const name = scanner.next();
    if (!scanner.skip(':')) {
      scanner.until(';');
      return `signal ${name}: there is no colon after its name`;
    }
    const size = parseNumber(scanner.next());
    scanner.until(';');
    if (placeProblem(0, size)) return `signal ${name}: ${placeProblem(0, size)}`;
    this.#signals.set(name, { size, encoding: undefined });
    return undefined;
  }

  /** `Status: 0x11, Master, 4 { Speed, 0; Door, 16; }`; in version 1 the length may be missing. */
  #readFrame(): string | undefined {
    const scanner = this.#scanner;
    const name = scanner.next();
    const { start } = scanner;
    const [, idText, , lengthText] = scanner.until('{');
    const places: [string, number][] = [];
    while (scanner.peek() !== '' && !scanner.skip('}')) {
      const [signal = '', place] = scanner.until(';');
      places.push([signal, parseNumber(place)]);
    }
    const id = parseNumber(idText);
    if (!Number.isSafeInteger(id) || id < 0 || id > maxId) return `frame ${name} has no valid identifier`;
    const length = lengthText === undefined ? usualLength(id) : parseNumber(lengthText);
    this.#frames.push({
      name,
      id,
      length: Number.isSafeInteger(length) ? length : usualLength(id),
      places,
      start,
      end: scanner.at,
    });
    return undefined;
  }

  /** `Temp { logical_value, 255, "invalid"; physical_value, 0, 254, 0.5, -40, "degC"; }` */
  #readEncoding(): string | undefined {
    const scanner = this.#scanner;
    const name = scanner.next();
    if (!scanner.skip('{')) {
      scanner.until('}');
      return `encoding ${name}: there is no brace after its name`;
    }
    const encoding: Encoding = { scales: [], unit: '', labels: [] };
    while (scanner.peek() !== '' && !scanner.skip('}')) {
      const [kind = '', ...values] = scanner.until(';');
      if (kind === 'logical_value') {
        const value = parseNumber(values[0]);
        if (Number.isFinite(value) && values[1]) encoding.labels.push([value, unquoted(values[1])]);
      } else if (kind === 'physical_value') {
        const [from = Number.NaN, to = Number.NaN, factor = Number.NaN, offset = Number.NaN] = values
          .slice(0, 4)
          .map(parseNumber);
        encoding.scales.push({ from, to, factor, offset });
        encoding.unit ||= unquoted(values[4] ?? '');
      } else encoding.unit = unitOfTexts;
    }
    if (encoding.scales.some((scale) => !Object.values(scale).every(Number.isFinite)))
      return `encoding ${name}: its range, scale and offset are no numbers`;
    this.#encodings.set(name, encoding);
    return undefined;
  }

  /** `Temp: Inside, Outside;` */
  #readRepresentation(): string | undefined {
    const [encoding = '', ...signals] = this.#scanner.until(';');
    for (const signal of signals) if (signal !== ':') this.#encodingOf.set(signal, encoding);
    return undefined;
  }

  #addFrame({ name, id, length, places, start, end }: LinFrame): void {
    const signals: SignalDraft[] = [];
    for (const [signal, startBit] of places) {
      const known = this.#signals.get(signal);
      if (!known || placeProblem(startBit, known.size)) {
        this.#collector.problem(
          start,
          end,
          `frame ${name}: its signal ${signal} has no definition and place`,
        );
        continue;
      }
      if (this.#bigEndian && startBit >> 3 !== (startBit + known.size - 1) >> 3) {
        this.#collector.notRead('signals of several bytes, the most significant one first');
        continue;
      }
      const encoding = this.#encodings.get(this.#encodingOf.get(signal) ?? '') ?? plain;
      signals.push({
        name: signal,
        startBit,
        size: known.size,
        bigEndian: false,
        signed: false,
        float: false,
        ...scaled(encoding.scales),
        unit: encoding.unit,
        labels: this.#collector.labels(encoding.labels),
      });
    }
    this.#collector.linFrame({ name, id, length }, signals);
  }
}

/** Of frames of LIN 1.x, by their identifier. */
function usualLength(id: number): number {
  if (id < 0x20) return 2;
  return id < 0x30 ? 4 : 8;
}

function unquoted(text: string): string {
  return text.replace(/^"|"$/g, '');
}

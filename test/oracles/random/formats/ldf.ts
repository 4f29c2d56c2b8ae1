import fc from 'fast-check';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { Draw } from './database-messages.ts';

interface LinSignal {
  name: string;
  bits: number;
  /** A signal of bytes. */
  isArray: boolean;
  /** Statements of its encoding, if it has one. */
  encoding: string[];
}

interface LinFrame {
  name: string;
  id: number;
  bytes: number;
  places: [signal: LinSignal, startBit: number][];
}

const versions = ['1.3', '2.0', '2.1', '2.2', 'ISO17987:2015', 'J2602_1_1.0'] as const;
type Version = (typeof versions)[number];

/** Bytes of frames that do not state them, by their identifiers (LIN 1.3 and 2.0). */
function usualBytes(id: number): number {
  if (id < 0x20) return 2;
  return id < 0x30 ? 4 : 8;
}

/** The sections of ISO 17987-2 and of older versions, each of the optional ones in some files. */
class LdfWriter {
  readonly frames: readonly LinFrame[];
  readonly #draw: Draw;
  readonly #version: Version;
  readonly #signals: LinSignal[] = [];

  constructor(seed: number, frames: number) {
    this.#draw = new Draw(seed);
    this.#version = this.#draw.oneOf(versions);
    const ids = new Set<number>();
    while (ids.size < frames) ids.add(this.#draw.below(60));
    this.frames = [...ids].map((id, index) => this.#frame(id, index));
  }

  get #isOld(): boolean {
    return this.#version === '1.3' || this.#version === '2.0';
  }

  #frame(id: number, index: number): LinFrame {
    const bytes = this.#isOld && this.#draw.chance(2) ? usualBytes(id) : 1 + this.#draw.below(8);
    const places: LinFrame['places'] = [];
    for (let at = this.#draw.below(3); at < bytes * 8; at += this.#draw.below(3)) {
      const room = bytes * 8 - at;
      const isArray = room >= 8 && this.#draw.chance(5);
      const bits = isArray ? 8 * (1 + this.#draw.below(room >> 3)) : Math.min(room, 1 + this.#draw.below(16));
      const signal = {
        name: `Signal_${this.#signals.length}`,
        bits,
        isArray,
        encoding: this.#encoding(bits, isArray),
      };
      this.#signals.push(signal);
      places.push([signal, at]);
      at += bits;
    }
    return { name: `Frame_${index}`, id, bytes, places };
  }

  /** Names of values; of scalars ranges too, which are all of their values, as ldfparser refuses others. */
  #encoding(bits: number, isArray: boolean): string[] {
    if (this.#draw.chance(3)) return [];
    if (isArray) return [this.#draw.oneOf(['bcd_value;', 'ascii_value;'])];
    const values = Array.from({ length: this.#draw.below(4) }, () => this.#draw.below(2 ** bits));
    const names = [...new Set(values)].map((value) => {
      const text = this.#some(`, "is ${this.#number(value)}; really {so}"`);
      return `logical_value, ${this.#number(value)}${text};`;
    });
    const ends = Array.from({ length: this.#draw.below(3) }, () => this.#draw.below(2 ** bits));
    const limits = [...new Set([...ends, 2 ** bits - 1])].sort((a, b) => a - b);
    const ranges = limits.map((to, index) => {
      const from = (limits[index - 1] ?? -1) + 1;
      const scale = this.#draw.oneOf(['0.5', '1', '-2.25', '1.5e-2', '0.0039']);
      const offset = this.#draw.oneOf(['0', '-40', '12.5', '1e3']);
      const unit = this.#some(', "km/h"');
      return `physical_value, ${this.#number(from)}, ${this.#number(to)}, ${scale}, ${offset}${unit};`;
    });
    const all = [...names, ...(this.#draw.chance(4) ? [] : ranges)];
    return this.#draw.chance(2) ? all : all.toReversed();
  }

  #number(value: number): string {
    return this.#draw.chance(2) ? `${value}` : `0x${value.toString(16).toUpperCase()}`;
  }

  #some(text: string): string {
    return this.#draw.chance(2) ? text : '';
  }

  file(): string {
    const quoted = `"${this.#version}"`;
    return [
      this.#some('/* of\n   a car */'),
      'LIN_description_file;',
      `LIN_protocol_version = ${quoted};`,
      `LIN_language_version = ${quoted};`,
      this.#some(
        this.#version.startsWith('ISO')
          ? 'LDF_file_revision = "1.0";\nLIN_sig_byte_order_little_endian;'
          : '',
      ),
      'LIN_speed = 19.2 kbps;',
      this.#some('Channel_name = "Door; left";'),
      'Nodes {\n  Master: M, 5 ms, 0.1 ms;\n  Slaves: A, B;\n}',
      `Signals {\n${this.#signals.map((each) => this.#signalLine(each)).join('\n')}\n}`,
      this.#diagnostics(),
      `Frames {\n${this.frames.map((each) => this.#frameLines(each)).join('\n')}\n}`,
      this.#otherFrames(),
      this.#some('Signal_groups { G: 16 { Signal_0, 0; } }'),
      this.#attributes(),
      `Schedule_tables {\n T { ${this.frames.map(({ name }) => `${name} delay 10 ms;`).join(' ')} ${this.#isOld ? '' : this.#some('AssignNAD { A } delay 5 ms; FreeFormat { 1, 2, 0x3, 4, 5, 6, 7, 8 } delay 1.5 ms;')} }\n}`,
      this.#encodings(),
    ]
      .filter((part) => part !== '')
      .join(`${this.#some('\n')}\n`);
  }

  #signalLine({ name, bits, isArray }: LinSignal): string {
    const initial = isArray
      ? `{${Array.from({ length: bits / 8 }, () => this.#number(this.#draw.below(256))).join(', ')}}`
      : this.#number(this.#draw.below(2 ** bits));
    return `  ${name}: ${bits}, ${initial}, M, A${this.#some(', B')};${this.#some(' // kept')}`;
  }

  #frameLines({ name, id, bytes, places }: LinFrame): string {
    const length = this.#isOld && bytes === usualBytes(id) && this.#draw.chance(2) ? '' : `, ${bytes}`;
    const order = this.#draw.chance(2) ? places : places.toReversed();
    const texts = order.map(([signal, at]) => `    ${signal.name}, ${this.#number(at)};`);
    return `  ${name}: ${this.#number(id)}, M${length} {\n${texts.join('\n')}\n  }`;
  }

  #diagnostics(): string {
    if (this.#version === '1.3') return this.#some('Diagnostic_addresses { A: 1; B: 2; }');
    const parts = ['MasterReqB', 'SlaveRespB'].map((name) =>
      Array.from({ length: 8 }, (_, index) => `${name}${index}`),
    );
    const signals = parts.flat().map((name) => `${name}: 8, 0;`);
    const [request = [], answer = []] = parts.map((names) =>
      names.map((name, index) => `${name}, ${index * 8};`),
    );
    return this.#some(`Diagnostic_signals { ${signals.join(' ')} }
Diagnostic_frames {
  MasterReq: 0x3C { ${request.join(' ')} }
  SlaveResp: 61 { ${answer.join(' ')} }
}`);
  }

  #otherFrames(): string {
    const [first] = this.frames;
    if (this.#version === '1.3' || !first) return '';
    const sporadic = `Sporadic_frames { S: ${first.name}; }`;
    // ldfparser wants the schedule table of a collision, which version 2.0 does not have.
    const triggered = this.#isOld ? '' : `Event_triggered_frames { E: T, 0x3A, ${first.name}; }`;
    return this.#some(sporadic) + this.#some(triggered);
  }

  #attributes(): string {
    if (this.#version === '1.3') return '';
    const isNumber = /^\d/.test(this.#version);
    const nodes = ['A', 'B'].map((name, index) => {
      const parts = [
        `LIN_protocol = ${isNumber && this.#draw.chance(2) ? this.#version : `"${this.#version}"`};`,
        `configured_NAD = ${index + 1};`,
        this.#isOld ? '' : `initial_NAD = ${index + 1};`,
        `product_id = 0x1E, 0x1, ${index};`,
        'response_error = Signal_0;',
        this.#some('P2_min = 50 ms; ST_min = 0.5 ms;'),
        this.#some(
          this.#isOld
            ? `configurable_frames { ${this.frames.map((frame, at) => `${frame.name} = ${at + 1};`).join(' ')} }`
            : `configurable_frames { ${this.frames.map((frame) => `${frame.name};`).join(' ')} }`,
        ),
      ];
      return `  ${name} { ${parts.join(' ')} }`;
    });
    return `Node_attributes {\n${nodes.join('\n')}\n}`;
  }

  #encodings(): string {
    const own = this.#signals.filter(({ encoding }) => encoding.length > 0);
    if (own.length === 0) return '';
    const types = own.map(({ name, encoding }) => `  ${name}_type {\n    ${encoding.join('\n    ')}\n  }`);
    const uses = own.map(({ name }) => `  ${name}_type: ${name};`);
    return `Signal_encoding_types {\n${types.join('\n')}\n}\nSignal_representation {\n${uses.join('\n')}\n}`;
  }
}

/** A trace in ASC. */
const files = fc
  .record({
    seed: fc.integer(),
    frames: fc.integer({ min: 1, max: 8 }),
    events: fc.array(
      fc.record({ frame: fc.nat(100), stepUs: fc.integer({ min: 1, max: 100_000 }), seed: fc.integer() }),
      { minLength: 1, maxLength: 80, size: 'max' },
    ),
  })
  .map(({ seed, frames, events }): RandomFile => {
    const writer = new LdfWriter(seed, frames);
    let timeUs = 0;
    const lines = events.map(({ frame, stepUs, seed: own }) => {
      timeUs += stepUs;
      const { id, bytes } = writer.frames[frame % frames] as LinFrame;
      const draw = new Draw(own);
      const data = [...draw.random.bytes(bytes)].map((each) => each.toString(16).padStart(2, '0'));
      return `   ${(timeUs / 1e6).toFixed(6)} ${draw.oneOf(['Li', 'L2'])} ${id.toString(16)} ${draw.oneOf(['Rx', 'Tx'])} ${bytes} ${data.join(' ')}`;
    });
    const head = ['date Sat Mar 14 08:00:00.000 am 2026', 'base hex timestamps absolute'];
    return {
      bytes: Buffer.from([...head, ...lines, ''].join('\n'), 'latin1'),
      extension: '.asc',
      dbc: writer.file(),
    };
  });

export const ldfFormat: RandomFormat = {
  name: 'ldf',
  reader: 'ldfparser 0.26.0 on frames of an ASC',
  script: 'ldf.py',
  files,
  hasBytes: true,
  hasValues: true,
};

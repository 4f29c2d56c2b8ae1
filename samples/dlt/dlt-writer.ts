import { type SecondStyle, secondMessage } from './second-message.ts';

/** One argument of a verbose message (AUTOSAR PRS LogAndTraceProtocol R20-11, 5.2.2.1). */
export type DltArgument =
  | { bool: boolean; name?: string }
  | {
      int: number | bigint;
      bits?: 8 | 16 | 32 | 64 | 128;
      signed?: boolean;
      name?: string;
      unit?: string;
      base?: 'hexadecimal' | 'binary';
      fixedPoint?: { factor: number; offset: number };
    }
  | { float: number; bits?: 32 | 64; name?: string; unit?: string }
  | { text: string; utf8?: boolean; name?: string }
  | { raw: Uint8Array; name?: string }
  | { trace: string }
  | { struct: DltArgument[]; name?: string }
  | { array: number[]; dimensions?: number[] };

export interface DltStyle {
  /** What precedes each message. */
  framing?: 'storage' | 'serial' | 'none';
  bigEndian?: boolean;
  session?: number;
  /** Version 2 of the protocol instead of version 1. */
  second?: SecondStyle;
}

export interface DltPlace {
  timeNs: bigint;
  /** Since the ECU was switched on. */
  uptimeSeconds?: number;
  ecu?: string;
  app?: string;
  context?: string;
}

const levels = { fatal: 1, error: 2, warn: 3, info: 4, debug: 5, verbose: 6 } as const;
export type DltLevel = keyof typeof levels;

const sizeCode = { 8: 1, 16: 2, 32: 3, 64: 4, 128: 5 } as const;

/** Writes a DLT log message by message. */
export class DltWriter {
  /** Where each message begins. */
  readonly starts: number[] = [];
  readonly #style: DltStyle;
  readonly #parts: Uint8Array[] = [];
  #size = 0;
  #counter = 0;

  constructor(style: DltStyle = {}) {
    this.#style = style;
  }

  log(level: DltLevel, place: DltPlace, args: DltArgument[]): void {
    this.message(place, { type: 1 | (levels[level] << 4), count: args.length }, this.#arguments(args));
  }

  /** A message whose text is in a FIBEX or ARXML, which identifies it by its id. */
  nonVerbose(level: DltLevel, place: DltPlace, id: number, data: Uint8Array = new Uint8Array()): void {
    this.message(place, { type: levels[level] << 4, count: 0 }, Buffer.concat([this.#number(id, 4), data]));
  }

  /** The same without an extended header. */
  short(place: DltPlace, id: number): void {
    this.message(place, undefined, this.#number(id, 4));
  }

  network(place: DltPlace, payload: Uint8Array): void {
    this.message(place, { type: 1 | (2 << 1) | (6 << 4), count: 1 }, this.#arguments([{ raw: payload }]));
  }

  control(place: DltPlace, service: number, answer: Uint8Array): void {
    const payload = Buffer.concat([this.#number(service, 4), Buffer.of(0), answer]);
    this.message(place, { type: (3 << 1) | (2 << 4), count: 0 }, payload);
  }

  softwareVersion(place: DltPlace, version: string): void {
    this.control(place, 0x13, Buffer.concat([this.#number(version.length, 4), Buffer.from(version)]));
  }

  bufferOverflow(place: DltPlace, lost: number): void {
    this.control(place, 0x23, this.#number(lost, 4));
  }

  /** `type` is that of the extended header (MSIN); `version` that of the protocol. */
  message(
    place: DltPlace,
    extended: { type: number; count: number } | undefined,
    payload: Uint8Array,
    version = 1,
  ): void {
    const { bigEndian = false, session, second, framing } = this.#style;
    if (second && version === 1) {
      const message = secondMessage(place, extended, payload, {
        ...second,
        counter: this.#counter,
        framing,
        session,
      });
      this.#counter += 1;
      this.starts.push(this.#size);
      this.raw(message);
      return;
    }
    const { ecu = 'ECU1', uptimeSeconds: uptime, app = '', context = '' } = place;
    const type =
      (extended ? 1 : 0) |
      (bigEndian ? 2 : 0) |
      4 |
      (session === undefined ? 0 : 8) |
      (uptime === undefined ? 0 : 16) |
      (version << 5);
    const rest = Buffer.concat([
      name(ecu),
      session === undefined ? Buffer.of() : bigEndian32(session),
      uptime === undefined ? Buffer.of() : bigEndian32(Math.round(uptime * 10_000)),
      extended
        ? Buffer.concat([Buffer.of(extended.type, extended.count), name(app), name(context)])
        : Buffer.of(),
      payload,
    ]);
    const head = Buffer.of(type, this.#counter & 0xff, 0, 0);
    head.writeUInt16BE(head.byteLength + rest.byteLength, 2);
    this.#counter += 1;
    this.starts.push(this.#size);
    this.raw(Buffer.concat([this.#framing(place), head, rest]));
  }

  /** Bytes that are not a message. */
  raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#size += bytes.byteLength;
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #framing({ timeNs, ecu = 'ECU1' }: DltPlace): Uint8Array {
    switch (this.#style.framing ?? 'storage') {
      case 'none':
        return Buffer.of();
      case 'serial':
        return Buffer.from('DLS\x01', 'latin1');
      case 'storage': {
        const header = Buffer.alloc(16);
        header.write('DLT\x01', 'latin1');
        header.writeUInt32LE(Number(timeNs / 1_000_000_000n), 4);
        header.writeInt32LE(Number((timeNs % 1_000_000_000n) / 1000n), 8);
        header.set(name(ecu), 12);
        return header;
      }
    }
  }

  #arguments(args: DltArgument[]): Uint8Array {
    return Buffer.concat(args.map((argument) => this.#argument(argument)));
  }

  #argument(argument: DltArgument): Uint8Array {
    if ('bool' in argument) {
      return this.#typed(0x11, [...this.#label(argument.name), Buffer.of(argument.bool ? 1 : 0)], argument);
    }
    if ('float' in argument) {
      const { float, bits = 64, name: label, unit } = argument;
      const value = Buffer.alloc(bits / 8);
      const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
      if (bits === 32) view.setFloat32(0, float, !this.#style.bigEndian);
      else view.setFloat64(0, float, !this.#style.bigEndian);
      return this.#typed(0x80 | sizeCode[bits], [...this.#labels(label, unit), value], argument);
    }
    if ('int' in argument) return this.#integer(argument);
    if ('array' in argument) {
      const { array, dimensions = [array.length] } = argument;
      const shape = [dimensions.length, ...dimensions].map((count) => this.#number(count, 2));
      return this.#typed(0x100 | 0x43, [...shape, ...array.map((value) => this.#number(value, 4))], {});
    }
    if ('struct' in argument) {
      const { struct, name: label } = argument;
      const count = this.#number(struct.length, 2);
      return this.#typed(0x4000, [count, ...this.#label(label), this.#arguments(struct)], argument);
    }
    if ('raw' in argument) return this.#text(0x400, argument.raw, argument.name);
    if ('trace' in argument) return this.#text(0x2000, Buffer.from(`${argument.trace}\0`));
    const { text, utf8 = false, name: label } = argument;
    return this.#text(0x200 | (utf8 ? 0x8000 : 0), Buffer.from(`${text}\0`), label);
  }

  #integer({
    int,
    bits = 32,
    signed = false,
    name: label,
    unit,
    base,
    fixedPoint,
  }: Extract<DltArgument, { int: number | bigint }>): Uint8Array {
    const bases = { hexadecimal: 2, binary: 3 };
    const type =
      (signed ? 0x20 : 0x40) | sizeCode[bits] | (base ? bases[base] << 15 : 0) | (fixedPoint ? 0x1000 : 0);
    const factor = Buffer.alloc(fixedPoint ? 4 : 0);
    if (fixedPoint)
      new DataView(factor.buffer, factor.byteOffset).setFloat32(0, fixedPoint.factor, !this.#style.bigEndian);
    const offset = fixedPoint ? this.#number(fixedPoint.offset, Math.max(4, bits / 8)) : Buffer.of();
    const value = this.#number(int, bits / 8);
    return this.#typed(type, [...this.#labels(label, unit), factor, offset, value], { name: label });
  }

  #text(type: number, bytes: Uint8Array, label?: string): Uint8Array {
    return this.#typed(type, [this.#number(bytes.byteLength, 2), ...this.#label(label), bytes], {
      name: label,
    });
  }

  #typed(type: number, parts: Uint8Array[], { name: label }: { name?: string | undefined }): Uint8Array {
    return Buffer.concat([this.#number(label === undefined ? type : type | 0x800, 4), ...parts]);
  }

  #label(label: string | undefined): Uint8Array[] {
    if (label === undefined) return [];
    const bytes = Buffer.from(`${label}\0`);
    return [this.#number(bytes.byteLength, 2), bytes];
  }

  #labels(label: string | undefined, unit = ''): Uint8Array[] {
    if (label === undefined) return [];
    const [first, second] = [Buffer.from(`${label}\0`), Buffer.from(`${unit}\0`)];
    return [this.#number(first.byteLength, 2), this.#number(second.byteLength, 2), first, second];
  }

  #number(value: number | bigint, bytes: number): Uint8Array {
    let left = BigInt.asUintN(bytes * 8, BigInt(value));
    const little = new Uint8Array(bytes);
    for (let index = 0; index < bytes; index += 1, left >>= 8n) little[index] = Number(left & 0xffn);
    return this.#style.bigEndian ? little.reverse() : little;
  }
}

function name(text: string): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.write(text, 'latin1');
  return bytes;
}

function bigEndian32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

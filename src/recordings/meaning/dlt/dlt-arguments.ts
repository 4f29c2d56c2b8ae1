import { halfFloat } from './half-float.ts';

/** AUTOSAR PRS LogAndTraceProtocol R20-11, 5.2.2.1, "Type Info". */
const types = {
  length: 0x0f,
  bool: 0x10,
  signed: 0x20,
  unsigned: 0x40,
  float: 0x80,
  array: 0x100,
  string: 0x200,
  raw: 0x400,
  named: 0x800,
  fixedPoint: 0x1000,
  traceInfo: 0x2000,
  struct: 0x4000,
} as const;

/** "String Coding" (SCOD); for integers the base in which the sender wants them displayed. */
const codings = { hexadecimal: 2, binary: 3 } as const;

/** A stored line has 500 characters. */
const enoughText = 600;
const shownRawBytes = 48;
const shownElements = 16;

/** Where the arguments of a verbose message are. */
export interface DltPayload {
  view: DataView;
  start: number;
  end: number;
  littleEndian: boolean;
  count: number;
}

/** The text of a verbose message as far as it can be read; `whole` is false if its types contradict its length. */
export function argumentsText(payload: DltPayload): { text: string; whole: boolean } {
  const reader = new ArgumentReader(payload);
  const parts: string[] = [];
  let length = 0;
  let left = payload.count;
  while (left > 0 && length < enoughText) {
    const part = reader.next();
    if (part === undefined) return { text: parts.join(' '), whole: false };
    // The members of a structure follow as arguments of their own.
    left += reader.members - 1;
    if (part === '') continue;
    parts.push(part);
    length += part.length + 1;
  }
  return { text: parts.join(' '), whole: true };
}

class ArgumentReader {
  /** Type info of the structure that `next` read. */
  members = 0;
  readonly #view: DataView;
  readonly #end: number;
  readonly #littleEndian: boolean;
  #at: number;

  constructor({ view, start, end, littleEndian }: DltPayload) {
    this.#view = view;
    this.#at = start;
    this.#end = end;
    this.#littleEndian = littleEndian;
  }

  /** The next argument as text; undefined if it is incomplete, or of an unknown type. */
  next(): string | undefined {
    this.members = 0;
    const info = this.#u32();
    if (info === undefined) return undefined;
    if ((info & types.array) !== 0) return this.#array(info);
    if ((info & (types.bool | types.signed | types.unsigned | types.float)) !== 0) return this.#number(info);
    if ((info & types.string) !== 0) return this.#text(info);
    if ((info & types.raw) !== 0) return this.#raw(info);
    if ((info & types.traceInfo) !== 0) return this.#text(info & ~types.named);
    if ((info & types.struct) !== 0) return this.#struct(info);
    return undefined;
  }

  #number(info: number): string | undefined {
    const labels = this.#labels(info);
    const scale = labels && this.#scale(info);
    const value = scale && this.#value(info, scale);
    return value === undefined || !labels ? undefined : labelled(value, labels);
  }

  /** Names and units, which precede the value. */
  #labels(info: number): Labels | undefined {
    if ((info & types.named) === 0) return noLabels;
    const nameLength = this.#u16();
    // A boolean has no unit.
    const unitLength = (info & types.bool) !== 0 ? 0 : this.#u16();
    if (nameLength === undefined || unitLength === undefined) return undefined;
    const name = this.#characters(nameLength);
    const unit = this.#characters(unitLength);
    return name === undefined || unit === undefined ? undefined : { name, unit };
  }

  /** "Fixed Point": quantisation and offset, whose size is that of the value, from 32 bits on. */
  #scale(info: number): Scale | undefined {
    if ((info & types.fixedPoint) === 0) return unscaled;
    const at = this.#take(4);
    if (at < 0) return undefined;
    const factor = this.#view.getFloat32(at, this.#littleEndian);
    const offset = this.#integer(Math.max(4, bytesOf(info)), true);
    return offset === undefined ? undefined : { factor, offset: Number(offset) };
  }

  #value(info: number, { factor, offset }: Scale): string | undefined {
    const bytes = bytesOf(info);
    if ((info & types.float) !== 0) return this.#float(bytes);
    const value = this.#integer(bytes, (info & types.signed) !== 0);
    if (value === undefined) return undefined;
    if ((info & types.bool) !== 0) return value ? 'true' : 'false';
    if ((info & types.fixedPoint) !== 0) return String(Number(value) * factor + offset);
    const coding = (info >>> 15) & 7;
    if (coding === codings.hexadecimal && value >= 0) return `0x${value.toString(16)}`;
    if (coding === codings.binary && value >= 0) return `0b${value.toString(2)}`;
    return String(value);
  }

  #integer(bytes: number, signed: boolean): number | bigint | undefined {
    const at = this.#take(bytes);
    if (at < 0) return undefined;
    const [view, little] = [this.#view, this.#littleEndian];
    switch (bytes) {
      case 1:
        return signed ? view.getInt8(at) : view.getUint8(at);
      case 2:
        return signed ? view.getInt16(at, little) : view.getUint16(at, little);
      case 4:
        return signed ? view.getInt32(at, little) : view.getUint32(at, little);
      case 8:
        return signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little);
      case 16: {
        const low = view.getBigUint64(little ? at : at + 8, little);
        const highAt = little ? at + 8 : at;
        const high = signed ? view.getBigInt64(highAt, little) : view.getBigUint64(highAt, little);
        return (high << 64n) | low;
      }
      default:
        return undefined;
    }
  }

  #float(bytes: number): string | undefined {
    const at = this.#take(bytes);
    if (at < 0) return undefined;
    switch (bytes) {
      case 2:
        return String(halfFloat(this.#view.getUint16(at, this.#littleEndian)));
      case 4:
        return String(Number(this.#view.getFloat32(at, this.#littleEndian).toPrecision(7)));
      case 8:
        return String(this.#view.getFloat64(at, this.#littleEndian));
      case 16:
        return '(number of 128 bits)';
      default:
        return undefined;
    }
  }

  #text(info: number): string | undefined {
    const length = this.#u16();
    const name = length === undefined ? undefined : this.#name(info);
    const text = length === undefined || name === undefined ? undefined : this.#characters(length);
    return text === undefined || name === undefined ? undefined : labelled(text, { name, unit: '' });
  }

  #raw(info: number): string | undefined {
    const length = this.#u16();
    const name = length === undefined ? undefined : this.#name(info);
    if (length === undefined || name === undefined) return undefined;
    const at = this.#take(length);
    if (at < 0) return undefined;
    const shown = this.#buffer(at, Math.min(length, shownRawBytes)).toString('hex');
    const text = length > shownRawBytes ? `${shown}… (${length} bytes)` : shown;
    return labelled(text, { name, unit: '' });
  }

  #name(info: number): string | undefined {
    if ((info & types.named) === 0) return '';
    const length = this.#u16();
    return length === undefined ? undefined : this.#characters(length);
  }

  #struct(info: number): string | undefined {
    const members = this.#u16();
    const name = members === undefined ? undefined : this.#name(info);
    if (members === undefined || name === undefined) return undefined;
    this.members = members;
    return name === '' ? '' : `${name}:`;
  }

  #array(info: number): string | undefined {
    const dimensions = this.#u16();
    if (dimensions === undefined) return undefined;
    let elements = 1;
    for (let index = 0; index < dimensions; index += 1) {
      const entries = this.#u16();
      if (entries === undefined) return undefined;
      elements *= entries;
    }
    const labels = this.#labels(info);
    const scale = labels && this.#scale(info);
    if (!labels || !scale) return undefined;
    const end = this.#at + elements * bytesOf(info);
    if (!(end <= this.#end)) return undefined;
    const values: string[] = [];
    for (let index = 0; index < Math.min(elements, shownElements); index += 1) {
      const value = this.#value(info, scale);
      if (value === undefined) return undefined;
      values.push(value);
    }
    this.#at = end;
    const more = elements > shownElements ? `, … (${elements} values)` : '';
    return labelled(`[${values.join(', ')}${more}]`, labels);
  }

  /** Without the NUL that ends them. Senders also declare UTF-8 and Latin-1 as ASCII. */
  #characters(length: number): string | undefined {
    const at = this.#take(length);
    if (at < 0) return undefined;
    const bytes = this.#buffer(at, length);
    const end = bytes.indexOf(0);
    const used = end < 0 ? bytes : bytes.subarray(0, end);
    const text = used.toString('utf8');
    return text.includes('\ufffd') ? used.toString('latin1') : text;
  }

  #buffer(at: number, length: number): Buffer {
    return Buffer.from(this.#view.buffer as ArrayBuffer, this.#view.byteOffset + at, length);
  }

  #u16(): number | undefined {
    const at = this.#take(2);
    return at < 0 ? undefined : this.#view.getUint16(at, this.#littleEndian);
  }

  #u32(): number | undefined {
    const at = this.#take(4);
    return at < 0 ? undefined : this.#view.getUint32(at, this.#littleEndian);
  }

  /** Consumes the next `bytes` and returns where they begin; -1 if there are fewer. */
  #take(bytes: number): number {
    const at = this.#at;
    if (bytes > this.#end - at) return -1;
    this.#at = at + bytes;
    return at;
  }
}

interface Labels {
  name: string;
  unit: string;
}

interface Scale {
  factor: number;
  offset: number;
}

const noLabels: Labels = { name: '', unit: '' };
const unscaled: Scale = { factor: 1, offset: 0 };

/** "Type Length": 1 for 8 bits to 5 for 128; senders omit it for booleans. Any other value is invalid. */
function bytesOf(info: number): number {
  const length = info & types.length;
  if (length === 0 && (info & types.bool) !== 0) return 1;
  return length >= 1 && length <= 5 ? 2 ** (length - 1) : Number.POSITIVE_INFINITY;
}

function labelled(value: string, { name, unit }: Labels): string {
  const withUnit = unit === '' ? value : `${value} ${unit}`;
  return name === '' ? withUnit : `${name}=${withUnit}`;
}

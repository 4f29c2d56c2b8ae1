export type DataflashValue = number | string | Uint8Array;

interface Definition {
  type: number;
  format: string;
}

const head1 = 0xa3;
const head2 = 0x95;
const formatType = 128;
/** The definition has one byte for the length. */
export const longestMessage = 255;

type Write = (bytes: Buffer, value: number) => void;

const numbers: Record<string, [bytes: number, write: Write]> = {
  b: [1, (bytes, value) => bytes.writeInt8(value)],
  B: [1, (bytes, value) => bytes.writeUInt8(value)],
  M: [1, (bytes, value) => bytes.writeUInt8(value)],
  h: [2, (bytes, value) => bytes.writeInt16LE(value)],
  c: [2, (bytes, value) => bytes.writeInt16LE(Math.round(value * 100))],
  H: [2, (bytes, value) => bytes.writeUInt16LE(value)],
  C: [2, (bytes, value) => bytes.writeUInt16LE(Math.round(value * 100))],
  g: [2, (bytes, value) => bytes.writeUInt16LE(halfBits(value))],
  i: [4, (bytes, value) => bytes.writeInt32LE(value)],
  e: [4, (bytes, value) => bytes.writeInt32LE(Math.round(value * 100))],
  L: [4, (bytes, value) => bytes.writeInt32LE(Math.round(value * 1e7))],
  I: [4, (bytes, value) => bytes.writeUInt32LE(value)],
  E: [4, (bytes, value) => bytes.writeUInt32LE(Math.round(value * 100))],
  f: [4, (bytes, value) => bytes.writeFloatLE(value)],
  d: [8, (bytes, value) => bytes.writeDoubleLE(value)],
  q: [8, (bytes, value) => bytes.writeBigInt64LE(BigInt(value))],
  Q: [8, (bytes, value) => bytes.writeBigUInt64LE(BigInt(value))],
};
const texts: Record<string, number> = { n: 4, N: 16, Z: 64, a: 64 };

/** Writes messages of ArduPilot's DataFlash logs (`AP_Logger/README.md`), defining each before its first use. */
export class DataflashWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #byName = new Map<string, Definition>();

  constructor() {
    this.define(formatType, 'FMT', 'BBnNZ', 'Type,Length,Name,Format,Columns');
  }

  /** An FMT message. `length` if it is to state another than that of its format. */
  define(type: number, name: string, format: string, columns: string, length?: number): void {
    this.#byName.set(name, { type, format });
    const size = length ?? dataflashBytes(format);
    if (size > longestMessage) throw new RangeError(`${name} has ${size} bytes`);
    const fields = [Uint8Array.of(type, size), padded(name, 4), padded(format, 16), padded(columns, 64)];
    this.raw(formatType, Buffer.concat(fields));
  }

  /** Values in the order of the columns, in the units of their format characters. */
  write(name: string, ...values: DataflashValue[]): void {
    const definition = this.#byName.get(name);
    if (!definition) throw new Error(`${name} was not defined`);
    const fields = [...definition.format].map((character, index) => encode(character, values[index] ?? 0));
    this.raw(definition.type, Buffer.concat(fields));
  }

  /** A message of any content. */
  raw(type: number, content: Uint8Array): void {
    this.#parts.push(Uint8Array.of(head1, head2, type), content);
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}

/** Of a message of this format, with its head. */
export function dataflashBytes(format: string): number {
  return 3 + [...format].reduce((sum, each) => sum + bytesOf(each), 0);
}

function bytesOf(character: string): number {
  return numbers[character]?.[0] ?? texts[character] ?? 1;
}

function encode(character: string, value: DataflashValue): Uint8Array {
  if (typeof value === 'string') return padded(value, bytesOf(character));
  if (typeof value !== 'number') return value;
  const bytes = Buffer.alloc(bytesOf(character));
  numbers[character]?.[1](bytes, value);
  return bytes;
}

function padded(text: string, length: number): Uint8Array {
  const bytes = Buffer.alloc(length);
  bytes.write(text, 'latin1');
  return bytes;
}

/** binary16 of an ordinary number, truncated rather than rounded. */
function halfBits(value: number): number {
  const single = Buffer.alloc(4);
  single.writeFloatLE(value);
  const bits = single.readUInt32LE();
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  const sign = (bits >>> 16) & 0x8000;
  if (exponent <= 0) return sign;
  return exponent >= 31 ? sign | 0x7c00 : sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}

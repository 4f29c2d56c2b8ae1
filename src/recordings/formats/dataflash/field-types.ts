/** How a field is stored, by its format character (ArduPilot, `LogStructure.h`). Little-endian. */
export interface FieldType {
  bytes: number;
  /** Undefined for texts and arrays, which are not single numbers. */
  read?: (view: DataView, at: number) => number;
  /** The unit that the character implies, unless an FMTU message specifies it. */
  scale: number;
}

function number(bytes: number, read: (view: DataView, at: number) => number, scale = 1): FieldType {
  return { bytes, read, scale };
}

const int16 = (view: DataView, at: number) => view.getInt16(at, true);
const uint16 = (view: DataView, at: number) => view.getUint16(at, true);
const int32 = (view: DataView, at: number) => view.getInt32(at, true);
const uint32 = (view: DataView, at: number) => view.getUint32(at, true);

/** Exact below 2^53. */
export function readUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

const types: Readonly<Record<string, FieldType>> = {
  a: { bytes: 64, scale: 1 },
  b: number(1, (view, at) => view.getInt8(at)),
  B: number(1, (view, at) => view.getUint8(at)),
  h: number(2, int16),
  H: number(2, uint16),
  i: number(4, int32),
  I: number(4, uint32),
  f: number(4, (view, at) => view.getFloat32(at, true)),
  d: number(8, (view, at) => view.getFloat64(at, true)),
  g: number(2, readHalf),
  n: { bytes: 4, scale: 1 },
  N: { bytes: 16, scale: 1 },
  Z: { bytes: 64, scale: 1 },
  c: number(2, int16, 0.01),
  C: number(2, uint16, 0.01),
  e: number(4, int32, 0.01),
  E: number(4, uint32, 0.01),
  L: number(4, int32, 1e-7),
  M: number(1, (view, at) => view.getUint8(at)),
  q: number(8, (view, at) => Number(view.getBigInt64(at, true))),
  Q: number(8, readUint64),
};

/** Undefined for a character that a later version may have added. */
export function fieldType(character: string): FieldType | undefined {
  return Object.hasOwn(types, character) ? types[character] : undefined;
}

/** IEEE 754 binary16: 1 bit sign, 5 exponent, 10 fraction. */
function readHalf(view: DataView, at: number): number {
  const bits = view.getUint16(at, true);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

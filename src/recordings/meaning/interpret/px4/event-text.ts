/** A number type with its C name, and the meaning of its values or bits if it is an enumeration. */
export interface ArgumentType {
  type: string;
  values?: ReadonlyMap<number, string>;
  isBits?: boolean;
}

const readers: Record<string, [bytes: number, read: (view: DataView, at: number) => number | bigint]> = {
  uint8_t: [1, (view, at) => view.getUint8(at)],
  int8_t: [1, (view, at) => view.getInt8(at)],
  uint16_t: [2, (view, at) => view.getUint16(at, true)],
  int16_t: [2, (view, at) => view.getInt16(at, true)],
  uint32_t: [4, (view, at) => view.getUint32(at, true)],
  int32_t: [4, (view, at) => view.getInt32(at, true)],
  uint64_t: [8, (view, at) => view.getBigUint64(at, true)],
  int64_t: [8, (view, at) => view.getBigInt64(at, true)],
  float: [4, (view, at) => view.getFloat32(at, true)],
};

/** PX4 User Guide, events interface, "Arguments and Enums": number of the argument from 1, decimals, unit. */
const placeholder = /\{(\d{1,2})(?::\.(\d))?(m_v|m\^2|m\/s|m|C)?\}/g;
const units: Record<string, string> = { m: ' m', m_v: ' m', 'm^2': ' m²', 'm/s': ' m/s', C: ' °C' };
/** Significant digits of a float. */
const floatDigits = 7;

/**
 * The message of an event with its arguments, which follow each other little-endian in `bytes`. Tags are removed; a
 * backslash escapes the next character.
 */
export function eventText(message: string, types: readonly ArgumentType[], bytes: Uint8Array): string {
  const values = argumentsOf(types, bytes);
  return message
    .replace(/(?<!\\)<\/?[a-z][^<>]{0,200}>/g, '')
    .replace(placeholder, (whole, number: string, decimals?: string, unit?: string) => {
      const value = values[Number(number) - 1];
      const type = types[Number(number) - 1];
      return value === undefined || !type
        ? whole
        : `${written(value, type, decimals)}${unit ? units[unit] : ''}`;
    })
    .replace(/\\([<>{}\\])/g, '$1')
    .trim();
}

function argumentsOf(types: readonly ArgumentType[], bytes: Uint8Array): (number | bigint)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: (number | bigint)[] = [];
  let at = 0;
  for (const { type } of types) {
    const reader = readers[type];
    if (!reader || at + reader[0] > bytes.byteLength) break;
    values.push(reader[1](view, at));
    at += reader[0];
  }
  return values;
}

function written(
  value: number | bigint,
  { type, values, isBits }: ArgumentType,
  decimals: string | undefined,
): string {
  if (values) return meaning(Number(value), values, isBits === true);
  if (type !== 'float') return String(value);
  const number = Number(value);
  return decimals === undefined
    ? String(Number(number.toPrecision(floatDigits)))
    : number.toFixed(Number(decimals));
}

/** The keys of an enumeration of bits are the values of the bits. */
function meaning(value: number, values: ReadonlyMap<number, string>, isBits: boolean): string {
  if (!isBits) return values.get(value) ?? `${value}`;
  const set = [...values].filter(([bit]) => bit > 0 && Math.floor(value / bit) % 2 === 1);
  return set.length === 0 ? `${value}` : set.map(([, name]) => name).join(', ');
}

import { dbcStartBit, parseNumber, placeProblem, type SignalDraft } from './definition-collector.ts';

/** A signal, and what selects it by the multiplexer of its message. */
export type DbfSignal = Omit<SignalDraft, 'selection' | 'labels'> & {
  labels?: ReadonlyMap<number, string>;
  role: 'multiplexer' | number | undefined;
};

/** Types of values: whole numbers of up to 32 and of 64 bits, and floating point numbers. */
const types: Readonly<Record<string, Pick<SignalDraft, 'signed' | 'float'>>> = {
  B: { signed: false, float: false },
  U: { signed: false, float: false },
  Y: { signed: false, float: false },
  I: { signed: true, float: false },
  X: { signed: true, float: false },
  // Written by canmatrix.
  S: { signed: true, float: false },
  F: { signed: true, float: true },
  D: { signed: true, float: true },
};

/**
 * `Name,16,2,0,U,1000,0,1,0.0,0.25,rpm,m3,Node`: bits, byte (from 1) and bit of the least significant one, type, greatest and
 * least raw value, 1 for Intel or 0 for Motorola, offset, factor, unit, multiplexing, receivers. What is wrong as a text.
 */
export function dbfSignal(text: string): DbfSignal | { notRead: string } | string {
  const fields = text.split(',').map((field) => field.trim());
  const [
    name = '',
    bits,
    byte,
    bit,
    type = '',
    ,
    ,
    order,
    offsetText,
    factorText,
    unit = '',
    multiplex = '',
  ] = fields;
  if (name === '') return 'the signal has no name';
  const value = types[type.toUpperCase()];
  if (!value)
    return type.length === 1
      ? { notRead: `signals of the type ${type}` }
      : `signal ${name}: there is no type`;
  if (order !== '0' && order !== '1') return `signal ${name}: there is no byte order`;
  const size = parseNumber(bits);
  const place = placeOf(parseNumber(byte), parseNumber(bit), size, order === '0');
  const wrong = placeProblem(place, size);
  if (wrong) return `signal ${name}: ${wrong}`;
  const [offset, factor] = [parseNumber(offsetText), parseNumber(factorText)];
  if (!Number.isFinite(offset) || !Number.isFinite(factor))
    return `signal ${name}: factor and offset are no numbers`;
  const role = roleOf(multiplex);
  if (role === 'other') return { notRead: `signals with the multiplexing ${multiplex}` };
  const bigEndian = order === '0';
  return {
    name,
    size,
    bigEndian,
    ...value,
    startBit: dbcStartBit(place, bigEndian),
    offset,
    factor,
    unit,
    role,
  };
}

/** From the payload's first bit to that of the signal: the least significant one, in Motorola's order the most significant. */
function placeOf(byte: number, bit: number, size: number, bigEndian: boolean): number {
  if (!(byte >= 1) || !(bit >= 0 && bit <= 7)) return Number.NaN;
  return bigEndian ? (byte - 1) * 8 + (7 - bit) - (size - 1) : (byte - 1) * 8 + bit;
}

function roleOf(text: string): DbfSignal['role'] | 'other' {
  if (text === '') return undefined;
  if (text.toUpperCase() === 'M') return 'multiplexer';
  const [, code] = /^m(\d{1,10})$/i.exec(text) ?? [];
  return code === undefined ? 'other' : Number(code);
}

/** The multiplexer may stand behind the signals that it selects. */
export function withSelections(signals: readonly DbfSignal[]): SignalDraft[] {
  const by = signals.findIndex(({ role }) => role === 'multiplexer');
  return signals.map(({ role, ...signal }) =>
    typeof role === 'number' && by >= 0 ? { ...signal, selection: { by, ranges: [[role, role]] } } : signal,
  );
}

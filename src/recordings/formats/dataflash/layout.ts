import { type FieldType, fieldType } from './field-types.ts';

/** The first bytes of every message, followed by the number of its type. */
export const head1 = 0xa3;
export const head2 = 0x95;
export const headSize = 3;

/** The type that defines the others: type, length, name[4], format[16], columns[64] after the head. */
export const formatType = 128;
export const formatSize = 89;

export interface LoggedField {
  name: string;
  type: FieldType;
  /** Bytes from the message's head. */
  offset: number;
  /** Converts to the unit of the field, according to the format's character or an FMTU message. */
  scale: number;
  /** The label of its unit, by an FMTU message. */
  unit?: string | undefined;
}

/** The layout of messages of one type. */
export interface Layout {
  type: number;
  name: string;
  /** Bytes with the head. */
  size: number;
  /** Whether the fields fill the message. */
  isExact: boolean;
  /** Empty if they do not, or if the format contains an unknown character. */
  fields: Map<string, LoggedField>;
  /** In the order of the message, as FMTU messages number them. */
  columns: LoggedField[];
  /** The field that identifies one of several equal devices (unit `#`). */
  instance: LoggedField | undefined;
}

const namePattern = /^[\x21-\x7e]{1,4}$/;
const formatPattern = /^[\x21-\x7e]{0,16}$/;

const definitionOfAll: Layout = layOut({
  type: formatType,
  size: formatSize,
  name: 'FMT',
  format: 'BBnNZ',
  columns: 'Type,Length,Name,Format,Columns',
}) as Layout;

/** The layout of the messages that define layouts. */
export const formatLayout: Layout = definitionOfAll;

interface Declared {
  type: number;
  size: number;
  name: string;
  format: string;
  columns: string;
}

/** Reads an FMT message whose head is at `at`; undefined if it is not valid. */
export function parseFormat(bytes: Uint8Array, at: number): Layout | undefined {
  const [type, size] = [bytes[at + headSize] as number, bytes[at + headSize + 1] as number];
  return layOut({
    type,
    size,
    name: textAt(bytes, at + 5, 4),
    format: textAt(bytes, at + 9, 16),
    columns: textAt(bytes, at + 25, 64),
  });
}

function layOut({ type, size, name, format, columns }: Declared): Layout | undefined {
  if (size < headSize || !namePattern.test(name) || !formatPattern.test(format)) return undefined;
  if (type === formatType && size !== formatSize) return undefined;
  const names = columns.split(',');
  const unread: Layout = {
    type,
    name,
    size,
    isExact: false,
    fields: new Map(),
    columns: [],
    instance: undefined,
  };
  const layout: Layout = { ...unread, isExact: true, fields: new Map(), columns: [] };
  let offset = headSize;
  for (const [index, character] of [...format].entries()) {
    const fieldKind = fieldType(character);
    // A later version's character: the length of the message is known nevertheless.
    if (!fieldKind) return unread;
    const field = { name: names[index] ?? '', type: fieldKind, offset, scale: fieldKind.scale };
    layout.columns.push(field);
    if (!layout.fields.has(field.name)) layout.fields.set(field.name, field);
    offset += fieldKind.bytes;
  }
  return offset === size ? layout : unread;
}

/** Applies an FMTU message: a unit and a multiplier by field. `multipliers` returns the values of MULT messages. */
export function applyUnits(
  layout: Layout,
  units: string,
  multiplierIds: string,
  multiplierOf: (id: string) => number | undefined,
  unitOf: (id: string) => string | undefined = () => undefined,
): void {
  for (const [index, field] of layout.columns.entries()) {
    if (units[index] === '#' && field.type.read) layout.instance = field;
    field.unit = unitOf(units[index] ?? '-');
    const multiplier = multiplierOf(multiplierIds[index] ?? '-');
    if (multiplier !== undefined) field.scale = multiplier;
  }
}

/** The value of a field in its unit; undefined if there is no such number. `at` is that of the message's head. */
export function readValue(layout: Layout, name: string, view: DataView, at: number): number | undefined {
  const field = layout.fields.get(name);
  return field?.type.read && field.type.read(view, at + field.offset) * field.scale;
}

/** The same, but NaN if there is no such number. */
export function readNumber(layout: Layout, name: string, view: DataView, at: number): number {
  return readValue(layout, name, view, at) ?? Number.NaN;
}

/** The text of a field, up to its first NUL; '' if it is not text. */
export function readText(layout: Layout, name: string, bytes: Uint8Array, at: number): string {
  const field = layout.fields.get(name);
  return field && !field.type.read ? textAt(bytes, at + field.offset, field.type.bytes) : '';
}

const utf8 = new TextDecoder();

function textAt(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return utf8.decode(end < 0 ? field : field.subarray(0, end));
}

import { parseJson } from '../../meaning/decode/parse-json.ts';

export type JsonFields = Record<string, unknown>;

/** Objects within objects: further ones are counted as no number. */
const maxDepth = 6;

/** The object of a line; `other` if it is another value of JSON, undefined if it is none. */
export function readLine(line: string): JsonFields | 'other' | undefined {
  try {
    const value = parseJson(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as JsonFields) : 'other';
  } catch {
    return undefined;
  }
}

/** The object of a line; undefined if it is none. */
export function readFields(line: string): JsonFields | undefined {
  const value = readLine(line);
  return value === 'other' ? undefined : value;
}

export interface FlatFields {
  /** Numbers and texts by the path of their names; switches as the texts `true` and `false`. */
  cells: [path: string, value: string | number][];
  /** Lists, and objects too deep to be entered. */
  lists: number;
}

/**
 * The values of an object by their paths, such as `header.stamp`. Of the field `exact` an integer is a text of the digits in the line,
 * since nanoseconds since 1970 are beyond the integers that a double holds.
 */
export function flatten(object: JsonFields, line: string, exact: string): FlatFields {
  const fields: FlatFields = { cells: [], lists: 0 };
  enter(object, '', 1, fields);
  return {
    ...fields,
    cells: fields.cells.map(([path, value]) => [path, path === exact ? digitsOf(line, path, value) : value]),
  };
}

function enter(object: JsonFields, prefix: string, depth: number, fields: FlatFields): void {
  for (const [key, value] of Object.entries(object)) {
    const path = prefix + key;
    if (typeof value === 'number' || typeof value === 'string') fields.cells.push([path, value]);
    else if (typeof value === 'boolean') fields.cells.push([path, String(value)]);
    else if (value === null) continue;
    else if (Array.isArray(value) || depth === maxDepth) fields.lists += 1;
    else enter(value as JsonFields, `${path}.`, depth + 1, fields);
  }
}

function digitsOf(line: string, path: string, value: string | number): string | number {
  if (typeof value === 'string' || Number.isSafeInteger(value) || !Number.isInteger(value)) return value;
  const key = JSON.stringify(path.slice(path.lastIndexOf('.') + 1)).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${key}\\s*:\\s*(\\d{16,20})\\b`).exec(line)?.[1] ?? value;
}

import type { BlockFile } from './block-file.ts';

/** A CC block of MDF 3.3, by the type of its conversion. */
export type SampleConversion =
  | { type: number; values: readonly number[] }
  /** 10: with `X1` for the raw value. */
  | { type: 10; formula: string }
  /** 11 */
  | { type: 11; texts: readonly (readonly [number, string])[] }
  /** 12 */
  | { type: 12; otherwise: string; ranges: readonly (readonly [number, number, string])[] };

/** Types whose values are pairs, of which the block gives the number. */
const tables = [1, 2];

export function writeConversion(file: BlockFile, conversion: SampleConversion, unit: string): number {
  const { count, fields } = parametersOf(file, conversion);
  const head = file.fields().u16(0).real(0, 0).text(unit, 20).u16(conversion.type, count);
  return file.block('CC', head.append(fields));
}

function parametersOf(file: BlockFile, conversion: SampleConversion) {
  const fields = file.fields();
  if ('formula' in conversion) return { count: 256, fields: fields.text(conversion.formula, 256) };
  if ('texts' in conversion) {
    for (const [value, text] of conversion.texts) fields.real(value).text(text, 32);
    return { count: conversion.texts.length, fields };
  }
  if ('ranges' in conversion) {
    fields.real(0, 0).u32(file.text(conversion.otherwise));
    for (const [from, to, text] of conversion.ranges) fields.real(from, to).u32(file.text(text));
    return { count: conversion.ranges.length + 1, fields };
  }
  const { type, values } = conversion;
  return { count: tables.includes(type) ? values.length / 2 : values.length, fields: fields.real(...values) };
}

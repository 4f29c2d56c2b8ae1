import type { Fields } from '../../messages/message-sink.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Interprets one decoded message of a known schema, whatever its container or encoding. */
export type Interpreter = (message: Fields, place: Place, findings: Findings) => void;

export type { Fields };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** Numbers as returned by the decoders: number, bigint, or digits in a JSON string; otherwise NaN. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' && value.trim() !== '') return Number(value);
  return Number.NaN;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

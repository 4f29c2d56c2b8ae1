import type { SchemaElement } from 'hyparquet';

/** Nanoseconds of each unit that a type of times has (Parquet `LogicalTypes.md`, "TIME"). */
const unitNs: Record<string, bigint> = { MILLIS: 1_000_000n, MICROS: 1_000n, NANOS: 1n };
const dayNs = 86_400_000_000_000n;

/** Writes the values of a column of type TIME as `22:13:20.500000000`; undefined for columns of other types. */
export function timeOfDayText({
  logical_type,
  converted_type,
}: SchemaElement): ((value: unknown) => string | undefined) | undefined {
  const unit =
    logical_type?.type === 'TIME' ? logical_type.unit : /^TIME_(\w+)$/.exec(converted_type ?? '')?.[1];
  const ns = unitNs[unit ?? ''];
  if (ns === undefined) return undefined;
  return (value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
    const since = BigInt(value) * ns;
    return since >= 0n && since < dayNs ? textOf(since) : undefined;
  };
}

function textOf(ns: bigint): string {
  const seconds = Number(ns / 1_000_000_000n);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(part).padStart(2, '0')).join(':');
  return `${clock}.${String(ns % 1_000_000_000n).padStart(9, '0')}`;
}

import type { FleetSoftwareBody } from '../../../src/api/fleet/software-schema.ts';
import { formatNumber } from './format.ts';

export type RateCell = NonNullable<FleetSoftwareBody['platforms'][number]['older']>;

/** A row of the matrix of platforms by software version. */
export interface RateRow {
  /** Undefined for all platforms together, null for batches that name none. */
  platform: string | null | undefined;
  /** By version; not every platform has every version. */
  cells: ReadonlyMap<string, RateCell>;
  older: RateCell | null;
}

/** With `withAll`, all platforms together come first. */
export function rateRows({ versions, older, platforms }: FleetSoftwareBody, withAll: boolean): RateRow[] {
  const byVersion = <T extends RateCell & { version: string }>(cells: readonly T[]) =>
    new Map<string, RateCell>(cells.map((cell) => [cell.version, cell]));
  const rows = platforms.map((row) => ({ ...row, cells: byVersion(row.cells) }));
  if (!withAll || rows.length === 0) return rows;
  return [{ platform: undefined, cells: byVersion(versions), older }, ...rows];
}

/** The greatest rate of findings in the rows. */
export function greatestRate(rows: readonly RateRow[]): number {
  const rates = rows.flatMap(({ cells, older }) =>
    [...cells.values(), ...(older ? [older] : [])].map(({ findings_per_10_h }) => findings_per_10_h ?? 0),
  );
  return rates.reduce((most, rate) => Math.max(most, rate), 0);
}

/** 0 for none to 4 for the greatest rates: equal steps, so that a shade is a quarter of the greatest. */
export function shadeOf(rate: number | null, greatest: number): number {
  return rate === null || rate === 0 ? 0 : Math.min(4, Math.max(1, Math.ceil((rate / greatest) * 4)));
}

/** With as many digits as are significant, never 0 for what was seen. */
export function formatRatePer10Hours(rate: number): string {
  if (rate > 0 && rate < 0.1) return '< 0.1';
  return formatNumber(rate, rate >= 100 ? 0 : 1);
}

export function formatHours(hours: number): string {
  if (hours > 0 && hours < 0.1) return '< 0.1 h';
  return `${formatNumber(hours, hours >= 100 ? 0 : 1)} h`;
}

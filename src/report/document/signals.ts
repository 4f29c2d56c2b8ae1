import { formatCount, formatNumber } from '../../text/figure-format.ts';
import { systemText } from '../../text/system-text.ts';
import type { Report } from '../report-schema.ts';
import { lineBreak, muted, named, type Section } from './document.ts';
import { extremes, type Places } from './places.ts';

const shown = 24;

/** Metrics that only a DBC or a measurement file names. */
export function signalsSection({ signals = [] }: Report, places: Places): Section | undefined {
  const { t } = places.language;
  if (signals.length === 0) return undefined;
  return {
    id: 'signals',
    title: t('Signals'),
    note: formatCount(signals.length),
    blocks: [
      {
        kind: 'table',
        caption: t('Signals by the names that their definitions give them'),
        what: ['signal', 'signals'],
        first: shown,
        omitted: 0,
        columns: [
          { head: t('Signal'), wide: true },
          ...(['avg', 'p95', 'max', 'min', 'values'] as const).map((head) => ({
            head: t(head),
            numeric: true,
          })),
        ],
        rows: signals.map(({ source, system, unit, avg, p95, max, min, count, max_at, min_at }) => ({
          cells: [
            [
              named(source),
              ...(unit === '' ? [] : [t(', '), named(unit)]),
              ...(system === undefined ? [] : [lineBreak, muted(systemText(system, places.language))]),
            ],
            ...[avg, p95, max, min].map((value) => [formatNumber(value, 2)]),
            [formatCount(count)],
          ],
          details: extremes(max_at, min_at, places),
        })),
      },
    ],
  };
}

import type { Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Report } from '../report-schema.ts';
import { bareTime, type Section } from './document.ts';

const shown = 15;

/** When something was recorded; between two rows nothing was. */
export function coverageSection({ coverage }: Report, { t, count }: Language): Section {
  const section = { id: 'coverage', title: t('Coverage') };
  if (coverage.length === 0) {
    const text = [t('No file has a clock that counts from 1970, so nothing can be said across files.')];
    return { ...section, blocks: [{ kind: 'paragraph', text }] };
  }
  return {
    ...section,
    note: count(coverage.length, 'stretch', 'stretches'),
    blocks: [
      {
        kind: 'table',
        caption: t('Stretches in which at least one file recorded, UTC'),
        what: ['stretch', 'stretches'],
        first: shown,
        omitted: 0,
        columns: [
          { head: t('From'), wide: true },
          { head: t('To'), wide: true },
          { head: t('Length'), numeric: true },
          { head: t('Hole before'), numeric: true },
          { head: t('Files'), numeric: true },
        ],
        rows: coverage.map(({ start, end, files }, i) => ({
          cells: [
            [bareTime(start)],
            [bareTime(end)],
            [durationBetween(start, end)],
            [durationBetween(coverage[i - 1]?.end, start)],
            [formatCount(files)],
          ],
        })),
      },
    ],
  };
}

function durationBetween(from: string | undefined, to: string): string {
  return from === undefined ? '–' : formatDuration((Date.parse(to) - Date.parse(from)) / 1000);
}

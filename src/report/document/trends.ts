import type { Language } from '../../language/language.ts';
import { formatCount, formatNumber } from '../../text/figure-format.ts';
import { metricTitles } from '../../text/metric-titles.ts';
import { systemText } from '../../text/system-text.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Report } from '../report-schema.ts';
import { type Block, lineBreak, muted, named, type Section } from './document.ts';

const shown = 15;

/** What rose or fell over the drive, and clocks that disagree. */
export function trendsSection(
  { trends = [], clock_offsets = [] }: Report,
  language: Language,
): Section | undefined {
  const { t } = language;
  if (trends.length === 0 && clock_offsets.length === 0) return undefined;
  const blocks: Block[] = [];
  if (trends.length > 0) {
    blocks.push({
      kind: 'table',
      caption: t('Metrics that rose or fell, with the 95 % confidence interval of the slope'),
      what: ['trend', 'trends'],
      first: shown,
      omitted: 0,
      columns: [
        { head: t('Metric'), wide: true },
        { head: t('An hour'), numeric: true },
        { head: t('In all'), numeric: true },
        { head: t('Last'), numeric: true },
        { head: t('Over'), numeric: true },
      ],
      rows: trends.map((trend) => ({
        cells: [
          [
            `${t(metricTitles[trend.metric])}${trend.unit === '' ? '' : `${t(', ')}${trend.unit}`}`,
            lineBreak,
            named(trend.source),
            ...(trend.system === undefined ? [] : [' ', muted(systemText(trend.system, language))]),
          ],
          [`${signed(trend.slope_per_hour)} ± ${formatNumber(trend.slope_error_per_hour, 2)}`],
          [signed(trend.change)],
          [formatNumber(trend.last, 2)],
          [formatDuration(trend.duration_s)],
        ],
      })),
    });
  }
  if (clock_offsets.length > 0) {
    blocks.push({
      kind: 'table',
      caption: t('Clocks compared, by what both files recorded'),
      what: ['clock offset', 'clock offsets'],
      first: shown,
      omitted: 0,
      columns: [
        { head: t('The clock of'), wide: true },
        { head: t('is ahead of that of'), wide: true },
        { head: t('by, s'), numeric: true },
      ],
      rows: clock_offsets.map(({ reference, other, offset_s, error_s }) => ({
        cells: [
          [named(other.file_name)],
          [named(reference.file_name)],
          [`${signed(offset_s)} ± ${formatNumber(error_s, 3)}`],
        ],
      })),
    });
  }
  return {
    id: 'trends',
    title: t('Trends and clocks'),
    note: formatCount(trends.length + clock_offsets.length),
    blocks,
  };
}

function signed(value: number): string {
  return value > 0 ? `+${formatNumber(value, 2)}` : formatNumber(value, 2);
}

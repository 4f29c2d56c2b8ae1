import { formatCount } from '../../text/figure-format.ts';
import type { Report } from '../report-schema.ts';
import { lineBreak, muted, outside, type Section, severityBadge, time } from './document.ts';
import { foldLogs } from './fold-logs.ts';
import { type Places, placeText } from './places.ts';

const shown = 20;

/** The log lines of the vehicle that Argus kept. */
export function logsSection({ logs, omitted }: Report, places: Places): Section | undefined {
  const { language } = places;
  const { t, parts, count: counted } = language;
  if (logs.length === 0) return undefined;
  const folded = foldLogs(logs);
  const total = logs.length + omitted.logs;
  const isFolded = folded.length < logs.length;
  return {
    id: 'logs',
    title: t('Log lines'),
    note: isFolded
      ? t('{lines} in {rows}', { lines: counted(total, 'line'), rows: counted(folded.length, 'row') })
      : formatCount(total),
    blocks: [
      {
        kind: 'table',
        caption: t('Log lines, the most severe first, those of one kind together'),
        what: isFolded ? ['row', 'rows'] : ['line', 'lines'],
        first: shown,
        omitted: omitted.logs,
        columns: [{ head: t('Line'), wide: true }, { head: t('Severity') }],
        rows: folded.map(({ first, last, count }) => ({
          cells: [
            [
              outside(first.text),
              lineBreak,
              ...(first.source === '' ? [] : [muted(first.source), ' ']),
              ...(count === 1
                ? []
                : parts('{count} times until {time}, first ', {
                    count: formatCount(count),
                    time: time(last.time),
                  })),
              ...placeText(first, places),
            ],
            [severityBadge(first.severity, language)],
          ],
        })),
      },
    ],
  };
}

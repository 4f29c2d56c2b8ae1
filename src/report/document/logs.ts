import type { Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import type { Report } from '../report-schema.ts';
import { lineBreak, muted, outside, type Section, severityBadge, time } from './document.ts';
import { foldLogs } from './fold-logs.ts';
import { type Places, placeText } from './places.ts';

const shown = 20;

/** The log lines of the vehicle that Argus kept. */
export function logsSection({ logs, omitted }: Report, places: Places): Section | undefined {
  const { language } = places;
  const { t, parts } = language;
  if (logs.length === 0) return undefined;
  const folded = foldLogs(logs);
  // What is left out are lines, which nothing has folded.
  const hasRows = folded.length < logs.length && omitted.logs === 0;
  return {
    id: 'logs',
    title: t('Log lines'),
    note: noteOf(logs.length, omitted.logs, folded.length, language),
    blocks: [
      {
        kind: 'table',
        caption: t('Log lines, the most severe first, those of one kind together'),
        what: hasRows ? ['row', 'rows'] : ['line', 'lines'],
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

/** How many lines there are, how many of them are listed, and in how many rows: what the table and the line below it add up to. */
function noteOf(listed: number, left: number, folded: number, { t, count }: Language): string {
  if (folded === listed) return formatCount(listed + left);
  const lines = count(listed + left, 'line');
  const rows = count(folded, 'row');
  return left === 0
    ? t('{lines} in {rows}', { lines, rows })
    : t('{listed} of {lines} in {rows}', { listed: formatCount(listed), lines, rows });
}

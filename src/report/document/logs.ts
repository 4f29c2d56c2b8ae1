import { formatCount } from '../../text/figure-format.ts';
import type { Report } from '../report-schema.ts';
import { lineBreak, muted, outside, type Section, severityBadge } from './document.ts';
import { type Places, placeText } from './places.ts';

const shown = 20;

/** What the vehicle logged, the lines that Argus kept. */
export function logsSection({ logs, omitted }: Report, places: Places): Section | undefined {
  if (logs.length === 0) return undefined;
  return {
    id: 'logs',
    title: 'Log lines',
    note: formatCount(logs.length + omitted.logs),
    blocks: [
      {
        kind: 'table',
        caption: 'Log lines, the most severe first',
        what: ['line', 'lines'],
        first: shown,
        omitted: omitted.logs,
        columns: [{ head: 'Line', wide: true }, { head: 'Severity' }],
        rows: logs.map(({ severity, source, text, ...at }) => ({
          cells: [
            [
              outside(text),
              lineBreak,
              ...(source === '' ? [] : [muted(source), ' ']),
              ...placeText(at, places),
            ],
            [severityBadge(severity)],
          ],
        })),
      },
    ],
  };
}

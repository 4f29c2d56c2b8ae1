import { formatBytes, formatCode, formatCount } from '../../text/figure-format.ts';
import { packedText } from '../../text/packed-text.ts';
import type { Report, ReportFile } from '../report-schema.ts';
import { lineBreak, muted, named, outside, type Section, type Span, type Text, time } from './document.ts';

const shown = 25;

export function filesSection({ files, omitted, totals }: Report): Section {
  return {
    id: 'files',
    title: 'Files',
    note: formatCount(totals.files),
    blocks: [
      {
        kind: 'table',
        caption: 'Files and their verdicts, the failed and damaged ones first',
        what: ['file', 'files'],
        first: shown,
        omitted: omitted.files,
        columns: [
          { head: 'File', wide: true },
          { head: 'Verdict' },
          { head: 'Format' },
          { head: 'Size', numeric: true },
          { head: 'Messages', numeric: true },
        ],
        rows: files.map((file, i) => ({
          anchor: `file-${i + 1}`,
          cells: [
            describe(file),
            [verdictBadge(file)],
            [file.format],
            [formatBytes(file.size)],
            [formatCount(file.message_count)],
          ],
        })),
      },
    ],
  };
}

function describe({ name, start, end, sha256, verdict, packed_with, read_as }: ReportFile): Text {
  const packed = packedText(packed_with);
  return [
    outside(name),
    ...(verdict.code === 'ok' ? [] : [lineBreak, verdict.message, ...damageText(verdict)]),
    ...(start === null || end === null ? [] : [lineBreak, time(start), ' to ', time(end)]),
    ...(packed === undefined ? [] : [lineBreak, muted(packed)]),
    ...(read_as === undefined ? [] : [lineBreak, outside(read_as)]),
    lineBreak,
    muted('SHA-256 '),
    named(sha256.slice(0, 16)),
  ];
}

/** Where the damage is; how much was read nevertheless is in the column of messages. */
function damageText({ code, offset, damaged = [] }: ReportFile['verdict']): Text {
  if (code === 'unsupported') return [];
  const ranges = damaged.map(
    ({ start, end }) => `${formatCount(start)}–${formatCount(Math.max(start, end - 1))}`,
  );
  if (ranges.length > 0) return [lineBreak, `Damaged bytes: ${ranges.join(', ')}.`];
  return offset === undefined ? [] : [lineBreak, `Damaged from byte ${formatCount(offset)}.`];
}

function verdictBadge({ state, verdict }: ReportFile): Span {
  if (verdict.code === 'ok') return { kind: 'badge', tone: 'ok', text: 'OK' };
  return { kind: 'badge', tone: state === 'failed' ? 'error' : 'warning', text: formatCode(verdict.code) };
}

import type { Language } from '../../language/language.ts';
import { formatBytes, formatCode, formatCount } from '../../text/figure-format.ts';
import { packedText } from '../../text/packed-text.ts';
import type { Report, ReportFile } from '../report-schema.ts';
import {
  bareTime,
  lineBreak,
  muted,
  named,
  outside,
  type Section,
  type Span,
  type Text,
  time,
} from './document.ts';

const shown = 25;

export function filesSection({ files, omitted, totals }: Report, language: Language): Section {
  const { t } = language;
  return {
    id: 'files',
    title: t('Files'),
    note: formatCount(totals.files),
    blocks: [
      {
        kind: 'table',
        caption: t('Files and their verdicts, the failed and damaged ones first'),
        what: ['file', 'files'],
        first: shown,
        omitted: omitted.files,
        columns: [
          { head: t('File'), wide: true },
          { head: t('Verdict') },
          { head: t('Format') },
          { head: t('Size'), numeric: true },
          { head: t('Messages'), numeric: true },
        ],
        rows: files.map((file, i) => ({
          anchor: `file-${i + 1}`,
          cells: [
            describe(file, language),
            [verdictBadge(file, language)],
            [file.format],
            [formatBytes(file.size)],
            [formatCount(file.message_count)],
          ],
        })),
      },
    ],
  };
}

function describe(
  { name, start, end, sha256, verdict, packed_with, read_as }: ReportFile,
  language: Language,
): Text {
  const packed = packedText(packed_with, language);
  return [
    outside(name),
    ...(verdict.code === 'ok'
      ? []
      : [lineBreak, language.ofArgus(verdict.message), ...damageText(verdict, language)]),
    ...(start === null || end === null ? [] : [lineBreak, bareTime(start), language.t(' to '), time(end)]),
    ...(packed === undefined ? [] : [lineBreak, muted(packed)]),
    ...(read_as === undefined ? [] : [lineBreak, outside(language.ofArgus(read_as))]),
    lineBreak,
    muted('SHA-256 '),
    named(sha256.slice(0, 16)),
  ];
}

/** Where the damage is; how much was read nevertheless is in the column of messages. */
function damageText({ code, offset, damaged = [] }: ReportFile['verdict'], { t }: Language): Text {
  if (code === 'unsupported') return [];
  const ranges = damaged.map(
    ({ start, end }) => `${formatCount(start)}–${formatCount(Math.max(start, end - 1))}`,
  );
  if (ranges.length > 0) return [lineBreak, t('Damaged bytes: {ranges}.', { ranges: ranges.join(t(', ')) })];
  return offset === undefined
    ? []
    : [lineBreak, t('Damaged from byte {offset}.', { offset: formatCount(offset) })];
}

function verdictBadge({ state, verdict }: ReportFile, { t, ofArgus }: Language): Span {
  if (verdict.code === 'ok') return { kind: 'badge', tone: 'ok', text: t('OK') };
  return {
    kind: 'badge',
    tone: state === 'failed' ? 'error' : 'warning',
    text: ofArgus(formatCode(verdict.code)),
  };
}

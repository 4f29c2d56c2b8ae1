import type { Language } from '../../language/language.ts';
import { formatCount, formatRecorded } from '../../text/figure-format.ts';
import { type ChangeKind, type ChangeRow, changeRows, omittedChanges } from '../compare/change-rows.ts';
import { comparisonSentence } from '../compare/comparison-sentence.ts';
import type { Report } from '../report-schema.ts';
import {
  badge,
  type List,
  muted,
  named,
  outside,
  reference,
  type Section,
  severityBadge,
  strong,
  type Table,
  type Text,
  type Tone,
} from './document.ts';

const shown = 20;

const kinds: readonly ChangeKind[] = ['new', 'worse', 'better', 'gone', 'changed'];
/** What is new may be a fault or a version: only worse and better have a colour. */
const tones: Record<ChangeKind, Tone> = {
  new: 'info',
  worse: 'error',
  better: 'ok',
  gone: 'neutral',
  changed: 'neutral',
};

/** What changed since an earlier report; empty if it was compared with none. */
export function changesSection({ changes }: Report, language: Language): Section | undefined {
  if (!changes) return undefined;
  const { before, sentence, compared_with } = changes;
  const { t } = language;
  const rows = changeRows(changes, language);
  const summary: Text = [
    strong(language.tag === 'en' ? sentence : comparisonSentence(changes, language)),
    ' ',
    muted(t('Compared with ')),
    reference(
      { kind: 'report', batch_id: before.batch_id, run: before.run },
      t('run {run} of batch {batch}', { run: String(before.run), batch: before.batch_id }),
    ),
    muted(`, ${formatRecorded(before.generated_at).slice(0, 16)} UTC: `),
    severityBadge(before.verdict.severity, language),
    ' ',
    outside(language.ofArgus(before.verdict.sentence)),
  ];
  const table: Table = {
    kind: 'table',
    caption: t('What is new, worse, better and gone'),
    what: ['change', 'changes'],
    first: shown,
    omitted: omittedChanges(changes),
    columns: [
      { head: t('Change') },
      { head: t('Of') },
      { head: t('What'), wide: true },
      { head: t('Before') },
      { head: t('Now') },
    ],
    rows: rows.map(({ kind, subject, name, detail, before: was, after: is }) => ({
      cells: [
        [badge(tones[kind], t(kind))],
        [t(subject)],
        [
          subject === 'Finding' ? outside(name) : named(name),
          ...(detail === undefined ? [] : [' ', muted(detail)]),
        ],
        [was === '' ? '–' : outside(was)],
        [is === '' ? '–' : outside(is)],
      ],
    })),
  };
  return {
    id: 'changes',
    title:
      compared_with === 'run'
        ? t('Changes since run {run}', { run: String(before.run) })
        : t('Changes since the drive before'),
    note: formatCount(rows.length + table.omitted),
    blocks: [
      { kind: 'paragraph', text: summary },
      kindCounts(rows, language),
      ...(rows.length === 0 && table.omitted === 0 ? [] : [table]),
    ],
  };
}

function kindCounts(rows: readonly ChangeRow[], { t }: Language): List {
  const counts = Map.groupBy(rows, ({ kind }) => kind);
  return {
    kind: 'list',
    label: t('Changes by kind'),
    short: true,
    items: kinds.map((kind) => {
      const count = counts.get(kind)?.length ?? 0;
      return [
        badge(count === 0 ? 'neutral' : tones[kind], t(`{count} ${kind}`, { count: formatCount(count) })),
      ];
    }),
  };
}

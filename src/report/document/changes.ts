import { formatCount, formatRecorded } from '../../text/figure-format.ts';
import { changeRows, omittedChanges } from '../compare/change-rows.ts';
import type { Report } from '../report-schema.ts';
import {
  type Block,
  muted,
  named,
  outside,
  type Section,
  severityBadge,
  strong,
  type Text,
} from './document.ts';

const shown = 20;

/** What changed since an earlier report; none where it was held against none. */
export function changesSection({ changes }: Report): Section | undefined {
  if (!changes) return undefined;
  const { before, sentence, compared_with } = changes;
  const rows = changeRows(changes);
  const summary: Text = [
    strong(sentence),
    ' ',
    muted(
      `Held against run ${before.run} of batch ${before.batch_id}, ${formatRecorded(before.generated_at).slice(0, 16)} UTC: `,
    ),
    severityBadge(before.verdict.severity),
    ' ',
    outside(before.verdict.sentence),
  ];
  const table: Block = {
    kind: 'table',
    caption: 'What is new, worse, better and gone',
    what: 'changes',
    first: shown,
    omitted: omittedChanges(changes),
    columns: [
      { head: 'Change' },
      { head: 'Of' },
      { head: 'What', wide: true },
      { head: 'Before' },
      { head: 'Now' },
    ],
    rows: rows.map(({ kind, subject, name, detail, before: was, after: is }) => ({
      cells: [
        [strong(kind)],
        [subject],
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
    title: compared_with === 'run' ? `Changes since run ${before.run}` : 'Changes since the drive before',
    note: formatCount(rows.length + table.omitted),
    blocks: [{ kind: 'paragraph', text: summary }, ...(rows.length === 0 ? [] : [table])],
  };
}

import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../../src/report/compare/compare-reports.ts';
import { buildDocument } from '../../../../src/report/document/build-document.ts';
import type { Report } from '../../../../src/report/report-schema.ts';
import { reportWith } from '../../../support/report/report-with.ts';
import { sectionLines } from '../../../support/report/section-lines.ts';

const withChanges = (
  before: Report,
  after: Report,
  more: Partial<NonNullable<Report['changes']>> = {},
): Report => ({
  ...after,
  changes: { ...compareReports(before, after), ...more },
});
const lines = (report: Report) => sectionLines(report, 'changes');

describe('changes', () => {
  const earlier = () => reportWith({ codes: [{ code: 'old', count: 3 }], findings: [{ title: 'It sags' }] });
  const later = () =>
    reportWith({
      codes: [{ code: 'fresh', count: 3 }],
      findings: [{ title: 'Other', rule: 'other' }],
    });

  test('name findings by Argus and codes as they are recorded, and count each kind', () => {
    expect(lines(withChanges(earlier(), later()))).toEqual([
      '# Changes since run 2 4',
      expect.stringMatching(
        /^\*.+\* \(Compared with \)run 2 of batch batch-1>\(, 2026-03-01 09:00 UTC: \)\[Error\] ".+"$/,
      ),
      '- [2 new]',
      '- [0 worse]',
      '- [0 better]',
      '- [2 gone]',
      '- [0 changed]',
      '[new] | Finding | "Other" | – | "warning"',
      '[gone] | Finding | "It sags" | "warning" | –',
      '[new] | Error code | `fresh` (diagnostics) | – | "error, 3× (3/h)"',
      '[gone] | Error code | `old` (diagnostics) | "error, 3× (3/h)" | –',
    ]);
  });

  test('of which there are none have no colour and no table', () => {
    const report = withChanges(earlier(), earlier());
    expect(lines(report)).toHaveLength(7);
    const [, list, table] = buildDocument(report).sections.find(({ id }) => id === 'changes')?.blocks ?? [];
    expect(list?.kind === 'list' && list.items.map(([first]) => first)).toMatchObject(
      ['new', 'worse', 'better', 'gone', 'changed'].map((kind) => ({ tone: 'neutral', text: `0 ${kind}` })),
    );
    expect(table).toBeUndefined();
  });

  test('that are there have the colour of their kind', () => {
    const [, list] =
      buildDocument(withChanges(earlier(), later())).sections.find(({ id }) => id === 'changes')?.blocks ??
      [];
    expect(list?.kind === 'list' && list.items.map(([first]) => first)).toMatchObject([
      { tone: 'info' },
      { tone: 'neutral' },
      { tone: 'neutral' },
      { tone: 'neutral' },
      { tone: 'neutral' },
    ]);
  });

  test('beyond the limits are counted, and make a table of their own', () => {
    const { findings } = compareReports(earlier(), earlier());
    const report = withChanges(earlier(), earlier(), { findings: { ...findings, omitted: 3 } });
    expect(lines(report)?.[0]).toBe('# Changes since run 2 3');
    const [, , table] = buildDocument(report).sections.find(({ id }) => id === 'changes')?.blocks ?? [];
    expect(table).toMatchObject({ kind: 'table', omitted: 3, rows: [] });
  });

  test('are those since the previous drive if another batch was requested', () => {
    expect(lines(withChanges(earlier(), later(), { compared_with: 'previous' }))?.[0]).toBe(
      '# Changes since the drive before 4',
    );
  });
});

import { describe, expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { at, linesOf, nowhere, omitting, place, withMembers } from '../../support/report/report-members.ts';
import { reportOf } from '../../support/report/report-of.ts';
import { sectionLines } from '../../support/report/section-lines.ts';

describe('an empty section', () => {
  test.each([
    ['findings', ['# Findings 0', 'No rule found anything.']],
    ['changes', undefined],
    ['statistics', ['# Statistics 0', 'The recordings hold no figures, such as CPU or RAM load.']],
    ['trends', undefined],
    ['charts', undefined],
    ['signals', undefined],
    ['error-codes', ['# Error codes 0', 'The recordings hold no error codes.']],
    ['topics', ['# Topics 0', 'No topic could be read.']],
    ['files', ['# Files 0']],
    [
      'coverage',
      ['# Coverage', 'No file has a clock that counts from 1970, so nothing can be said across files.'],
    ],
    [
      'not-examined',
      [
        '# Not looked at',
        'Nothing: every file was read whole and every topic gave a code, a figure or a log line.',
      ],
    ],
    ['logs', undefined],
    ['versions', ['# Software in the vehicle', 'The recordings name no software versions.']],
  ])('%s', (id, lines) => {
    expect(sectionLines({ ...reportOf(), charts: [] }, id)).toEqual(lines);
  });

  test('trends and signals, in a report older than these fields', () => {
    const { signals: _, trends: __, clock_offsets: ___, ...older } = withMembers();
    expect(sectionLines(older, 'signals')).toBeUndefined();
    expect(sectionLines(older, 'trends')).toBeUndefined();
  });
});

describe('findings', () => {
  const finding = {
    rule: 'low-battery',
    severity: 'error' as const,
    title: 'Low',
    description: 'It was low.',
    likely_cause: 'Age.',
    advice: 'Charge.',
    evidence: [],
  };

  test('say how certain they are if they know', () => {
    expect(linesOf('findings', { findings: [finding, { ...finding, basis: 'measured' }] })).toEqual([
      '# Findings 2',
      'Low',
      'Likely cause: Age.',
      'Advice: Charge.',
      'Rule: low-battery>',
      'Low',
      expect.stringMatching(/^How sure: ./),
      'Likely cause: Age.',
      'Advice: Charge.',
      'Rule: low-battery>',
    ]);
  });

  test('have evidence with and without count and words', () => {
    const evidence = [
      { ...at, count: 3, detail: 'seen' },
      { ...at, count: 3 },
      { ...at, topic: '/gone', detail: 'seen' },
      { ...nowhere, offset: 4096 },
    ];
    expect(linesOf('findings', { findings: [{ ...finding, evidence }] })?.slice(-4)).toEqual([
      'at 2026-03-01T08:00:01Z, a^: 3× "seen"',
      'at 2026-03-01T08:00:01Z, a^: 3×',
      'at 2026-03-01T08:00:01Z, `/gone`, a^: "seen"',
      'at "gone.mcap", byte 4,096',
    ]);
  });

  test('open recordings whose clock has a known relation to that of the drive', () => {
    const evidence = [at, { ...at, time: '+5s' }, { ...nowhere, time: '+5s' }, place];
    const clock_offsets = [{ reference: place, other: nowhere, offset_s: 1, error_s: 0.1 }];
    const openedOf = (members: Partial<Report>) =>
      buildDocument(withMembers({ findings: [{ ...finding, evidence }], ...members }))
        .sections.flatMap(({ blocks }) => blocks)
        .flatMap((block) => (block.kind === 'findings' ? block.findings : []))
        .flatMap(({ moments }) => moments.map((moment) => moment !== undefined));
    expect(openedOf({})).toEqual([true, false, false, false]);
    expect(openedOf({ clock_offsets })).toEqual([true, false, true, false]);
    // No clock counts from 1970: each is taken for that of the drive.
    const span = { start: '+0s', end: '+9s', duration_s: 9 };
    expect(openedOf({ span })).toEqual([true, true, true, false]);
  });

  test('follow the causes suggested by the language model, with and without findings', () => {
    const llm: Report['llm'] = {
      status: 'ok',
      likely_causes: [
        { cause: 'A weak cell', why: 'It sags.', findings: ['low-battery', 'unknown-rule'] },
        { cause: 'Cold', findings: [] },
      ],
    };
    expect(linesOf('findings', { llm, findings: [finding] })?.slice(0, 4)).toEqual([
      '# Findings 1',
      '*Likely causes*, as the language model ranks them:',
      '- "A weak cell" (It sags.) (low-battery^, `unknown-rule`)',
      '- "Cold"',
    ]);
  });

  test.each([
    [1, 0, undefined],
    [2, 2, 'Low'],
    [12, 12, 'Low'],
    [13, 13, 'and 1 more'],
  ])('%i of them make an overview of %i lines', (count, lines, last) => {
    const findings = Array.from({ length: count }, () => finding);
    const { overview } = buildDocument(withMembers({ findings })).verdict;
    expect(overview).toHaveLength(lines);
    expect(overview.at(-1)?.at(-1)).toEqual(
      last === undefined ? undefined : expect.objectContaining({ text: last }),
    );
  });
});

describe('what was not examined', () => {
  const item = { what: 'files', reason: 'They failed.' };

  test('names some of it and counts the rest', () => {
    const not_examined = [
      { ...item, count: 3, names: ['a', 'b'] },
      { ...item, count: 2, names: ['a', 'b'] },
      { ...item, count: 2, names: [] },
    ];
    expect(linesOf('not-examined', { not_examined })).toEqual([
      '# Not looked at',
      '- *3 files.* They failed. "a", "b"( and 1 more)',
      '- *2 files.* They failed. "a", "b"',
      '- *2 files.* They failed.',
    ]);
  });

  test('is what the lists left out, in reports older than this field', () => {
    const { not_examined: _, ...older } = withMembers(omitting({ error_codes: 2 }));
    expect(sectionLines(older, 'not-examined')).toEqual([
      '# Not looked at',
      '- *2 error codes* are not listed.',
    ]);
  });
});

describe('how the report was made', () => {
  test('leaves out what was not used', () => {
    const lines = linesOf('provenance');
    expect(lines?.filter((line) => /Knowledge|Threshold|switched/.test(line))).toEqual([]);
    expect(lines).toContain('Tokens: none used');
  });

  test('names rules that are off and thresholds that are set', () => {
    const changed = [{ rule: 'cpu-saturation', threshold: 'warning', value: 80, standard: 90, unit: '%' }];
    const provenance = (rule_set: NonNullable<Report['provenance']['rule_set']>) => ({
      provenance: { ...withMembers().provenance, rule_set },
    });
    const settings = (rule_set: Parameters<typeof provenance>[0]) =>
      linesOf('provenance', provenance(rule_set))?.filter((line) => /Threshold|switched/.test(line));
    expect(settings({ disabled: ['a', 'b'], changed })).toEqual([
      'Rules switched off: `a, b`',
      'Threshold set: `cpu-saturation: warning` 80 % ((default 90))',
    ]);
    expect(settings({ disabled: [], changed })).toHaveLength(1);
  });
});

describe('the verdict', () => {
  test('has the paragraphs of the narrative that are not empty', () => {
    const narrative = 'One.\n \n\nTwo.\n\n  ';
    expect(buildDocument(withMembers({ llm: { status: 'ok', narrative } })).verdict.narrative).toEqual([
      'One.',
      'Two.',
    ]);
  });

  test('counts as recorded what was, not the time between two stretches', () => {
    const report = reportOf(file('a', { to: 60 }), file('b', { from: 86_400, to: 86_460 }));
    const [recorded] = buildDocument(report).verdict.tiles;
    expect(recorded?.value).toBe('2 min');
    expect(buildDocument({ ...report, coverage: report.coverage.slice(0, 1) }).verdict.tiles[0]?.value).toBe(
      '1 d',
    );
  });

  test('says so if there is no common clock', () => {
    const [recorded] = buildDocument(withMembers({ span: null })).verdict.tiles;
    expect(recorded).toEqual({ name: 'Recorded', value: '–', note: ['no common clock'] });
  });
});

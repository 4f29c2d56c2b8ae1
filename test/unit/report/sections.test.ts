import { describe, expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { file } from '../../support/diagnosis/summaries.ts';
import { reportOf } from '../../support/report/report-of.ts';
import { sectionLines } from '../../support/report/section-lines.ts';

const place = { file_id: 'id-a', file_name: 'a' };
const at = { ...place, time: '2026-03-01T08:00:01Z' };
const nowhere = { file_id: 'gone', file_name: 'gone.mcap' };
const figures = {
  count: 60,
  avg: 40,
  p50: 39,
  p95: 50,
  p99: 55,
  max: 60,
  min: 20,
  max_at: at,
  min_at: place,
};

/** A report of one file without findings, with these members. */
const withMembers = (members: Partial<Report> = {}): Report => ({ ...reportOf(file('a')), ...members });
const omitting = (omitted: Partial<Report['omitted']>) => ({
  omitted: { files: 0, topics: 0, error_codes: 0, logs: 0, ...omitted },
});
const linesOf = (id: string, members?: Partial<Report>) => sectionLines(withMembers(members), id);

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

describe('figures', () => {
  test('of a load are tiles, those of other units without a share', () => {
    const cpu = { metric: 'cpu_percent' as const, unit: '%', ...figures };
    const { p50: _, ...older } = cpu;
    const lines = linesOf('statistics', { cpu: older, ram: { ...cpu, unit: '' } });
    expect(lines?.slice(0, 5)).toEqual([
      '# Statistics 0',
      'CPU: avg 40 % = 40, p95 50 % = 50, p99 55 % = 55, max 60 % = 60',
      '60 values; highest at 2026-03-01T08:00:01Z, a^',
      'RAM: avg 40, p50 39, p95 50, p99 55, max 60',
      '60 values; highest at 2026-03-01T08:00:01Z, a^',
    ]);
  });

  test('have rows with unit and system, as far as known', () => {
    const { p50: _, ...older } = figures;
    const statistics: Report['statistics'] = [
      { metric: 'battery_voltage', unit: 'V', system: '24 V net', ...figures },
      { metric: 'gps_satellites', unit: '', ...older },
    ];
    const lines = linesOf('statistics', { statistics })?.filter((line) => line.includes('|'));
    expect(lines?.[0]).toMatch(/, V \/ \(24 V net\) \| 40 \| 39 \| 50 \| 55 \| 60 \| 20 \| 60$/);
    expect(lines?.[1]).toMatch(/^[^,/]+ \| 40 \| – \| 50 \|/);
  });

  test('of signals have rows with unit and system, as far as known', () => {
    const signal = { metric: 'signal' as const, ...figures };
    const signals = [
      { ...signal, source: 'Oil', unit: 'bar', system: 'truck' },
      { ...signal, source: 'Gear', unit: '' },
    ];
    expect(linesOf('signals', { signals })).toEqual([
      '# Signals 2',
      '`Oil`, `bar` / (truck) | 40 | 50 | 60 | 20 | 60',
      '  (highest: )2026-03-01T08:00:01Z, a^',
      '  (lowest: )a^',
      '`Gear` | 40 | 50 | 60 | 20 | 60',
      '  (highest: )2026-03-01T08:00:01Z, a^',
      '  (lowest: )a^',
    ]);
  });

  test('of trends have their sign, and clocks that differ follow', () => {
    const trend = {
      metric: 'ram_percent' as const,
      source: 'host',
      unit: '%',
      duration_s: 600,
      slope_per_hour: 6,
      slope_error_per_hour: 0.5,
      change: 1,
      last: 50,
    };
    const trends = [
      { ...trend, system: 'ulog' },
      { ...trend, metric: 'gps_satellites' as const, unit: '', slope_per_hour: -6, change: 0 },
    ];
    const clock_offsets = [{ reference: place, other: nowhere, offset_s: -1.5, error_s: 0.0125 }];
    const rows = [
      expect.stringMatching(/, % \/ `host` \(ulog\) \| \+6 ± 0\.5 \| \+1 \| 50 \| 10 min$/),
      expect.stringMatching(/^[^,/]+ \/ `host` \| -6 ± 0\.5 \| 0 \| 50 \| 10 min$/),
    ];
    const clocks = ['`gone.mcap` | `a` | -1.5 ± 0.013'];
    expect(linesOf('trends', { trends, clock_offsets })).toEqual([
      '# Trends and clocks 3',
      ...rows,
      ...clocks,
    ]);
    expect(linesOf('trends', { trends, clock_offsets: [] })).toEqual(['# Trends and clocks 2', ...rows]);
    expect(linesOf('trends', { trends: [], clock_offsets })).toEqual(['# Trends and clocks 1', ...clocks]);
    const blocks = (members: Partial<Report>) =>
      buildDocument(withMembers(members)).sections.find(({ id }) => id === 'trends')?.blocks.length;
    expect([blocks({ trends, clock_offsets: [] }), blocks({ trends: [], clock_offsets })]).toEqual([1, 1]);
  });
});

describe('rows', () => {
  test('of codes show their message once, and what is left out is counted', () => {
    const code = {
      source: 'obd',
      severity: 'error' as const,
      count: 1200,
      files: 2,
      first: at,
      last: place,
    };
    const error_codes = [
      { ...code, code: 'P0301', message: 'Misfire' },
      { ...code, code: 'P0302', message: 'P0302' },
      { ...code, code: 'P0303', message: '' },
    ];
    const below = ['  (first: )2026-03-01T08:00:01Z, a^', '  (last: )a^'];
    expect(linesOf('error-codes', { error_codes, ...omitting({ error_codes: 4 }) })).toEqual([
      '# Error codes 7',
      '`P0301` (obd) / "Misfire" | [Error] | 1,200 | 2',
      ...below,
      '`P0302` (obd) | [Error] | 1,200 | 2',
      ...below,
      '`P0303` (obd) | [Error] | 1,200 | 2',
      ...below,
    ]);
  });

  test('of topics omit missing values', () => {
    const topic = {
      name: '/imu',
      type: 'Imu',
      message_count: 600,
      bytes: 1000,
      rate_hz: 10,
      files: 1,
      max_gap_s: 2,
      max_gap_at: { ...at, topic: '/imu' },
      out_of_order: 3,
    };
    const quiet = { ...topic, rate_hz: null, max_gap_s: 0, max_gap_at: null, out_of_order: 0 };
    const topics = [topic, { ...quiet, name: 'battery', type: 'battery' }, { ...quiet, name: 'x', type: '' }];
    expect(linesOf('topics', { topics, ...omitting({ topics: 2 }) })).toEqual([
      '# Topics 5',
      '`/imu` / (Imu) | 10 | 600 | 1.0 kB | 2 s | *3* | 1',
      '  (longest gap from )2026-03-01T08:00:01Z, a^',
      '`battery` | – | 600 | 1.0 kB | – | 0 | 1',
      '`x` | – | 600 | 1.0 kB | – | 0 | 1',
    ]);
    const { tiles } = buildDocument(withMembers({ topics, ...omitting({ topics: 2 }) })).verdict;
    expect(tiles.find(({ name }) => name === 'Messages')?.note).toEqual(['on 5 topics']);
  });

  test('of files say where the damage is, as far as it is known', () => {
    const [whole] = withMembers().files;
    if (!whole) throw new Error('there is a file');
    const damage = (more: object) => ({
      ...whole,
      name: 'b',
      start: null,
      verdict: { code: 'corrupt' as const, message: 'Damaged.', ...more },
    });
    const files = [
      { ...whole, sha256: 'ab'.repeat(32), packed_with: ['gzip'] },
      damage({}),
      { ...damage({ offset: 4096 }), start: whole.start, end: null },
      {
        ...damage({
          damaged: [
            { start: 10, end: 20 },
            { start: 1000, end: 1000 },
          ],
        }),
        state: 'failed' as const,
      },
    ];
    const lines = linesOf('files', { files })?.map((line) => line.replace(/ \/ \(SHA-256 .*? \| /, ' | '));
    expect(lines).toEqual([
      '# Files 1',
      expect.stringMatching(
        /^"a" \/ 2026-03-01T08:00:00Z to 2026-03-01T08:01:00Z \/ \(.*gzip.*\) \| \[OK\] \| mcap \|/,
      ),
      expect.stringMatching(/^"b" \/ Damaged\. \| \[Corrupt\] \|/),
      expect.stringMatching(/^"b" \/ Damaged\. \/ Damaged from byte 4,096\. \| \[Corrupt\] \|/),
      expect.stringMatching(/^"b" \/ Damaged\. \/ Damaged bytes: 10–19, 1,000–1,000\. \| \[Corrupt\] \|/),
    ]);
    const tones = buildDocument(withMembers({ files }))
      .sections.find(({ id }) => id === 'files')
      ?.blocks.flatMap((block) =>
        block.kind === 'table' ? block.rows.map(({ cells }) => cells[1]?.[0]) : [],
      );
    expect(tones).toMatchObject([
      { tone: 'ok' },
      { tone: 'warning' },
      { tone: 'warning' },
      { tone: 'error' },
    ]);
  });

  test('of log lines name their source if they have one', () => {
    const log = { ...at, severity: 'error' as const, source: 'planner', text: 'no path', topic: '/rosout' };
    expect(linesOf('logs', { logs: [log, { ...log, source: '' }], ...omitting({ logs: 3 }) })).toEqual([
      '# Log lines 5',
      '"no path" / (planner) 2026-03-01T08:00:01Z, `/rosout`, a^ | [Error]',
      '"no path" / 2026-03-01T08:00:01Z, `/rosout`, a^ | [Error]',
    ]);
  });
});

describe('log lines', () => {
  const log = { ...at, severity: 'error' as const, source: 'can', topic: '/rosout' };
  const lines = (...logs: Partial<typeof log & { text: string; time: string }>[]) =>
    linesOf('logs', { logs: logs.map((one) => ({ text: '', ...log, ...one })), ...omitting({ logs: 0 }) });

  test('that differ in figures alone are one row with their number, the first and the last', () => {
    const text = (frame: string) => `Frame ${frame} dropped: buffer overrun`;
    expect(
      lines(
        { text: text('0x1A0') },
        { text: 'no path' },
        { text: text('0x1A1'), time: '2026-03-01T08:00:02Z' },
        { text: text('7'), time: '2026-03-01T08:00:09Z' },
      ),
    ).toEqual([
      '# Log lines 4',
      '"Frame 0x1A0 dropped: buffer overrun" / (can) 3 times until 2026-03-01T08:00:09Z, first 2026-03-01T08:00:01Z, `/rosout`, a^ | [Error]',
      '"no path" / (can) 2026-03-01T08:00:01Z, `/rosout`, a^ | [Error]',
    ]);
  });

  test('of another level or source are separate', () => {
    const text = 'Frame 1 dropped';
    const other = 'Frame 2 dropped';
    expect(lines({ text }, { text: other, source: 'lin' })).toHaveLength(3);
    expect(lines({ text }, { text: other, severity: 'critical' as never })).toHaveLength(3);
    expect(lines({ text }, { text: 'Frame lost' })).toHaveLength(3);
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

  test('says so if there is no common clock', () => {
    const [recorded] = buildDocument(withMembers({ span: null })).verdict.tiles;
    expect(recorded).toEqual({ name: 'Recorded', value: '–', note: ['no common clock'] });
  });
});

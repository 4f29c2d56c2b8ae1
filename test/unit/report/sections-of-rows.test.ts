import { describe, expect, test } from 'vitest';
import { buildDocument } from '../../../src/report/document/build-document.ts';
import { placesOf } from '../../../src/report/document/places.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { at, linesOf, omitting, place, withMembers } from '../../support/report/report-members.ts';

test('evidence leads to the recording in an archive, not to the first one of it', () => {
  const places = placesOf(
    withMembers({
      files: ['a.zip: x.csv', 'a.zip: y.csv'].map((name) => ({
        ...withMembers({}).files[0],
        file_id: 'f',
        name,
      })),
    } as Partial<Report>),
  );
  expect(places.recording({ file_id: 'f', file_name: 'a.zip: y.csv' })).toBe('file-2');
  expect(places.recording({ file_id: 'f', file_name: 'a.zip: z.csv' })).toBeUndefined();
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

  test('of codes give examples of what stood in their places, if there is more than the message', () => {
    const code = { code: 'n: took #', message: '', source: 'log', severity: 'error' as const };
    const details = (parameters: string[][]) =>
      linesOf('error-codes', {
        error_codes: [{ ...code, count: 1, files: 1, first: at, last: place, parameters }],
      })?.filter((line) => line.includes('example'));
    expect(details([['5', 'ms']])).toEqual([]);
    expect(details([['5', 'ms'], ['9']])).toEqual(['  (for example: )"5, ms; 9"']);
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
      damage({ code: 'unsupported', offset: 7 }),
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
      expect.stringMatching(/^"b" \/ Damaged\. \| \[Unsupported\] \|/),
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
      '# Log lines 4 lines in 2 rows',
      '"Frame 0x1A0 dropped: buffer overrun" / (can) 3 times until 2026-03-01T08:00:09Z, first 2026-03-01T08:00:01Z, `/rosout`, a^ | [Error]',
      '"no path" / (can) 2026-03-01T08:00:01Z, `/rosout`, a^ | [Error]',
    ]);
  });

  test('that are left out are counted beside those that are folded', () => {
    const logs = ['1', '2', '3'].map((frame) => ({ ...log, text: `Frame ${frame} dropped` }));
    expect(linesOf('logs', { logs, ...omitting({ logs: 40 }) })?.[0]).toBe(
      '# Log lines 3 of 43 lines in 1 row',
    );
  });

  test('of another level or source are separate', () => {
    const text = 'Frame 1 dropped';
    const other = 'Frame 2 dropped';
    expect(lines({ text }, { text: other, source: 'lin' })).toHaveLength(3);
    expect(lines({ text }, { text: other, severity: 'critical' as never })).toHaveLength(3);
    expect(lines({ text }, { text: 'Frame lost' })).toHaveLength(3);
  });
});

test('of rows with one name, places lead to the first', () => {
  const topics = [{ name: '/a' }, { name: '/t' }, { name: '/t' }] as Report['topics'];
  const places = placesOf({ ...withMembers(), topics });
  expect([places.topic('/t'), places.topic('/gone')]).toEqual(['topic-2', undefined]);
});

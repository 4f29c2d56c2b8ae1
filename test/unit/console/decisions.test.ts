import { describe, expect, test } from 'vitest';
import type { StreamMessage } from '../../../console/src/api/stream-message.ts';
import { batchActionsOf } from '../../../console/src/lib/batch-actions.ts';
import { formatBytes, formatCode, formatRate, formatRecorded } from '../../../console/src/lib/format.ts';
import { matchPath } from '../../../console/src/lib/match-path.ts';
import { comparables, reportChoiceOf } from '../../../console/src/lib/report-choice.ts';
import { type StagedBatch, stagesOf } from '../../../console/src/lib/stages.ts';
import { addToTimeline, type TimelineEntry } from '../../../console/src/lib/timeline.ts';
import type { BatchStatus } from '../../../src/domain/batch-status.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [2.5e15, '2500.0 TB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  ['2026-03-14T08:00:00Z', '2026-03-14 08:00:00.000 UTC'],
  ['2026-03-14T08:00:00.123456789Z', '2026-03-14 08:00:00.123 UTC'],
  ['+12.3s', '+12.300 s'],
  ['-5s', '-5.000 s'],
  ['whatever', 'whatever'],
])('the recorded time %s is %s', (time, text) => expect(formatRecorded(time)).toBe(text));

test('a recorded time is without its zone where the words around it have it', () => {
  const bare = (time: string) => formatRecorded(time, { bare: true });
  expect([bare('2026-03-14T08:00:00Z'), bare('+12.3s')]).toEqual(['2026-03-14 08:00:00.000', '+12.300 s']);
});

test('rates have only significant digits', () => {
  expect([null, 0.0312, 12.345, 512.7].map(formatRate)).toEqual(['–', '0.03', '12.3', '513']);
});

test('codes become words', () => expect(formatCode('unknown_format')).toBe('Unknown format'));

test.each([
  ['/batches/:id', '/batches/a%20b', { id: 'a b' }],
  ['/batches/:id', '/batches/a/', { id: 'a' }],
  ['/batches/:id', '/batches', undefined],
  ['/batches/:id', '/batches/%', undefined],
  ['/batches/:id/signals', '/batches//signals', undefined],
  ['/', '/', {}],
])('%s matches %s', (pattern, path, values) => expect(matchPath(pattern, path)).toEqual(values));

const head = { batch_id: 'b', run: 1, timestamp: '2026-01-01T00:00:10Z' };
const status = (id: number, from: BatchStatus, to: BatchStatus): StreamMessage => ({
  event: 'status',
  id: String(id),
  data: { ...head, old_status: from, new_status: to },
});
const files = (id: number, ...verdicts: ('ok' | 'truncated')[]): StreamMessage => ({
  event: 'file',
  id: String(id),
  data: {
    ...head,
    files: verdicts.map((verdict_code) => ({ file_id: 'f', state: 'parsed' as const, verdict_code })),
  },
});
const timelineOf = (...messages: StreamMessage[]) => messages.reduce<TimelineEntry[]>(addToTimeline, []);

describe('the timeline', () => {
  test('counts files that follow each other in one entry, and recognises repeats', () => {
    const timeline = timelineOf(
      status(1, 'uploaded', 'scattering'),
      files(3, 'ok', 'ok'),
      files(4, 'truncated'),
      files(4, 'truncated'),
      status(2, 'pending', 'uploaded'),
      status(5, 'scattering', 'scattered'),
    );
    expect(timeline).toMatchObject([
      { kind: 'status', to: 'scattering' },
      { kind: 'files', seq: 4, parsed: 3, damaged: 1, failed: 0 },
      { kind: 'status', to: 'scattered' },
    ]);
  });
});

describe('the stages', () => {
  const batch = (status: BatchStatus, more: Partial<StagedBatch> = {}): StagedBatch => ({
    status,
    run: 1,
    failure_code: null,
    created_at: '2026-01-01T00:00:00Z',
    uploaded_at: null,
    ...more,
  });
  const states = (...[staged, timeline = []]: [StagedBatch, TimelineEntry[]?]) =>
    stagesOf(staged, timeline)
      .map(({ state }) => state)
      .join(' ');

  test.each<[BatchStatus, string]>([
    ['pending', 'active todo todo todo todo'],
    ['uploaded', 'done next todo todo todo'],
    ['scattering', 'done active todo todo todo'],
    ['gathered', 'done done done next todo'],
    ['completed', 'done done done done done'],
  ])('of a %s batch', (status, expected) => expect(states(batch(status))).toBe(expected));

  test('a failed batch shows where it failed, from its events or else from its code', () => {
    const timeline = timelineOf(status(1, 'gathering', 'failed'));
    expect(states(batch('failed', { failure_code: 'cancelled' }), timeline)).toBe(
      'done done failed todo failed',
    );
    expect(states(batch('failed', { failure_code: 'diagnose_failed' }))).toBe('done done done failed failed');
    expect(states(batch('failed', { failure_code: 'cancelled' }))).toBe('failed todo todo todo failed');
  });

  test('the first upload begins with the batch', () => {
    const [upload] = stagesOf(batch('uploaded'), timelineOf(status(1, 'pending', 'uploaded')));
    expect(upload).toMatchObject({ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:10Z' });
  });
});

describe('the choice of a report', () => {
  const report = (run: number) => ({ run, severity: 'ok' as const, sentence: '', created_at: '' });
  const reports = [report(3), report(2)];
  const choice = (query: string) => reportChoiceOf(new URLSearchParams(query), reports);

  test.each([
    ['', { run: 3, compare: undefined }],
    ['run=2', { run: 2, compare: undefined }],
    ['run=x&compare=previous', { run: 3, compare: 'previous' }],
    ['run=2&compare=run:2', { run: 2, compare: undefined }],
    ['compare=run:2', { run: 3, compare: 'run:2' }],
  ])('of "%s"', (query, expected) => expect(choice(query)).toEqual(expected));

  test('is none before there is a report', () => {
    expect(reportChoiceOf(new URLSearchParams(), [])).toBeUndefined();
  });

  test('offers the existing reports for comparison', () => {
    const previous = { batch_id: 'b', run: 1, at: '', severity: 'error' as const, sentence: '' };
    const offered = comparables({ reports, previous }, 2).map(({ compare }) => compare);
    expect(offered).toEqual(['previous', 'run:3']);
    expect(comparables({ reports: [report(1)], previous: null }, 1)).toEqual([]);
  });
});

test.each<[Partial<Parameters<typeof batchActionsOf>[0]>, string[]]>([
  [{ status: 'scattering' }, ['cancel']],
  [{ status: 'completed' }, ['reprocess']],
  [{ status: 'completed', failed_files: 2 }, ['retry-failed', 'reprocess']],
  [{ status: 'failed', failed_files: 40 }, ['retry-failed', 'retry']],
])('a batch %j can receive %j', (change, names) => {
  const batch = { run: 1, total_files: 40, failed_files: 0, uploaded_at: '2026-01-01T00:00:00Z' };
  const actions = batchActionsOf({ ...batch, status: 'completed', ...change });
  expect(actions.map(({ name }) => name)).toEqual(names);
  for (const { name, text } of actions) if (name !== 'cancel') expect(text).toContain('Run 2');
});

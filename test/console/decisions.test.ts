import { describe, expect, test } from 'vitest';
import type { StreamMessage } from '../../console/src/api/stream-message.ts';
import { formatBytes, formatCode, formatRate, formatRecorded } from '../../console/src/lib/format.ts';
import { matchPath } from '../../console/src/lib/match-path.ts';
import { type StagedBatch, stagesOf } from '../../console/src/lib/stages.ts';
import { addToTimeline, type TimelineEntry } from '../../console/src/lib/timeline.ts';
import type { BatchStatus } from '../../src/domain/batch-status.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_949, '999.9 kB'],
  [999_950, '1.0 MB'],
  [2.5e15, '2500.0 TB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  ['2026-03-14T08:00:00Z', '2026-03-14 08:00:00.000'],
  ['2026-03-14T08:00:00.123456789Z', '2026-03-14 08:00:00.123'],
  ['+12.3s', '+12.300 s'],
  ['-5s', '-5.000 s'],
  ['whatever', 'whatever'],
])('the recorded time %s is %s', (time, text) => expect(formatRecorded(time)).toBe(text));

test('rates have as many digits as tell something', () => {
  expect([null, 0.0312, 12.345, 512.7].map(formatRate)).toEqual(['–', '0.03', '12.3', '513']);
});

test('codes become words', () => expect(formatCode('unknown_format')).toBe('Unknown format'));

test.each([
  ['/batches/:id', '/batches/a%20b', { id: 'a b' }],
  ['/batches/:id', '/batches/a/', { id: 'a' }],
  ['/batches/:id', '/batches', undefined],
  ['/batches/:id', '/batches/%', undefined],
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
  test('counts files that follow each other in one entry, and knows what it has seen', () => {
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

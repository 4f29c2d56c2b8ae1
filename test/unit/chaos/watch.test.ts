import { expect, test } from 'vitest';
import { createTimeline } from '../../../chaos/timeline.ts';
import { judgeFigures } from '../../../chaos/watch/judge-figures.ts';
import { judgeWhy } from '../../../chaos/watch/judge-why.ts';
import { readFigures } from '../../../chaos/watch/watch-figures.ts';
import { withoutLastError } from '../../../chaos/watch/watch-why.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';

/** Responses at `from` seconds, after MinIO was unavailable from second 100 to 110 and `api 1` was stopped at 150. */
function verdict(said: string, from: number, asked = 'api 2') {
  let now = 0;
  const timeline = createTimeline(() => now * 1000);
  now = 100;
  const minio = timeline.begin({ what: 'cut network', target: 'minio', unavailable: true });
  Object.assign(minio, { fullFrom: 100_000, fullUntil: 110_000, until: 111_000 });
  now = 150;
  timeline.begin({ what: 'SIGSTOP', target: 'api 1' }).until = 151_000;
  const times = { from: from * 1000, to: from * 1000 + 100 };
  return judgeWhy(timeline, { batchId: 'b', asked, ...times, status: 200, said })?.sentence;
}

const silence = '1 of 2 files read.';
const named = '1 of 2 files read. The object store does not respond at the moment.';

test.each([
  ['names the server that is unavailable', named, 105, undefined],
  ['is silent about it', silence, 105, 'minio was unavailable, and is not named'],
  ['has not missed it yet', silence, 101, undefined],
  ['still names it just after', named, 118, undefined],
  ['names one that has long been back', named, 130, 'minio was well, and is named'],
  ['names another', 'The workflow service does not respond.', 105, 'minio was unavailable'],
])('an answer that %s', (_, said, from, violation) => {
  expect(verdict(said, from)).toEqual(
    violation === undefined ? undefined : expect.stringContaining(violation),
  );
});

test('a process that was stopped itself is not judged', () => {
  expect(verdict('The workflow service does not respond.', 152, 'api 1')).toBeUndefined();
  expect(verdict('The workflow service does not respond.', 152, 'api 2')).toContain('temporal was well');
});

test('the last error of an activity is from the past', () => {
  const sentence =
    '0 of 1 file read. parseChunk has failed once, last with "The object store does not answer; try again shortly."; the next try is at 10.';
  expect(withoutLastError(sentence)).toBe(
    '0 of 1 file read. parseChunk has failed once, the next try is at 10.',
  );
});

test('finds what grows, and ignores what warms up or fluctuates', () => {
  const MiB = 1024 * 1024;
  const series = (whose: string, handles: (at: number) => number, length = 40) => ({
    whose,
    samples: Array.from({ length }, (_, at) => ({ rss: 200 * MiB, heap: 60 * MiB, handles: handles(at) })),
  });
  const found = judgeFigures([
    series('flat', () => 60),
    series('moving', (at) => 60 + (at % 7)),
    series('warming up', (at) => Math.min(60, at * 6)),
    series('leaking', (at) => 60 + at * 4),
    series('short', (at) => 60 + at * 40, 10),
  ]);
  expect(found).toEqual([expect.stringContaining('leaking: handles grew')]);
});

test('reads the metrics that every role exposes', async () => {
  const figures = readFigures(await createMetrics().text());
  for (const value of Object.values(figures)) expect(value).toBeGreaterThan(0);
});

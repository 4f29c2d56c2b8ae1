import { describe, expect, test } from 'vitest';
import { createCodes } from '../../../../src/diagnosis/gather/codes.ts';
import { rhythmOf } from '../../../../src/diagnosis/gather/rhythm.ts';
import { createTopics } from '../../../../src/diagnosis/gather/topics.ts';
import type { TopicSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { aggregateOf, code, file, metric, ns, topic } from '../../../support/diagnosis/summaries.ts';

const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

describe('what is not even held while files are added is counted as left out', () => {
  test('codes', () => {
    const codes = createCodes();
    const one = file('a');
    for (let i = 0; i < 40_001; i += 1) codes.add(one, code(`c${i}`, { source: `s${i % 300}` }));
    const { codes: kept, omitted } = codes.finish();
    expect(kept.length + omitted).toBe(40_001);
    expect(kept).toHaveLength(20_000);
  });

  test('sources of a metric', () => {
    const metrics = many(1_100, (i) => metric('cpu_percent', [i % 100], `host ${i}`));
    const { metric_sources, omitted } = aggregateOf(file('a', { summary: { metrics } }));
    expect([metric_sources.length, omitted.metrics]).toEqual([256, 1_100 - 256]);
  });

  test('systems of a metric', () => {
    const files = many(40, (i) =>
      file(`f${i}`, {
        summary: {
          metrics: [metric('cpu_percent', [50])],
          versions: [{ component: 'vin', version: `V${i}` }],
        },
      }),
    );
    const { metrics, metric_sources, omitted } = aggregateOf(...files);
    expect([metrics.length, metric_sources.length, omitted.metrics]).toEqual([16, 40, 24]);
  });
});

test('of many files with equal bytes, fifty are listed', () => {
  const pairs = many(51, (i) => many(2, (copy) => ({ ...file(`${i}-${copy}`), sha256: `${i}` }))).flat();
  expect(aggregateOf(...pairs).duplicates).toHaveLength(50);
});

describe('of the topics that no longer fit, those are kept that give most to judge', () => {
  /** Beside 300 topics with more messages, and 300 in which something is a little wrong. */
  const isKept = (
    name: string,
    trouble: Partial<TopicSummary>,
    silence?: { length: number; usual: number },
  ) => {
    const topics = createTopics();
    const one = file('a');
    const add = (summary: TopicSummary, quiet?: typeof silence) =>
      topics.add(one, summary, {
        rhythm: rhythmOf(summary),
        silence: quiet && { kind: 'gap', start_ns: ns(0), length_ns: quiet.length, usual_ns: quiet.usual },
        heard: true,
      });
    for (let i = 0; i < 300; i += 1) add(topic(`/busy/${i}`, { hz: 20 }));
    for (let i = 0; i < 300; i += 1) add(topic(`/ordinary/${i}`, { out_of_order: 5 }));
    add(topic(name, trouble), silence);
    const { topics: kept, omitted } = topics.finish();
    expect([kept.length, omitted]).toEqual([600, 1]);
    return kept.some((each) => each.name === name);
  };
  const slow = intervalBucket(1e9);

  test.each<[string, Partial<TopicSummary>, { length: number; usual: number }?]>([
    ['disorder', { out_of_order: 6 }],
    ['silence', {}, { length: 600, usual: 100 }],
    ['jitter', { jitter_sum_ns: 0.06 * 1e8 * 600 }],
    ['gaps', { intervals: { ...topic('/t').intervals, [slow]: 4 }, gaps: 4 }],
  ])('%s', (_, trouble, silence) => {
    expect(isKept('/z', trouble, silence)).toBe(true);
  });

  test.each<[string, Partial<TopicSummary>, { length: number; usual: number }?]>([
    ['disorder', { out_of_order: 4 }],
    ['silence', {}, { length: 400, usual: 100 }],
    ['jitter', { jitter_sum_ns: 0.04 * 1e8 * 600 }],
    ['gaps', { intervals: { ...topic('/t').intervals, [slow]: 2 }, gaps: 2 }],
    ['nothing', {}],
  ])('not for little %s', (_, trouble, silence) => {
    expect(isKept('/z', trouble, silence)).toBe(false);
  });
});

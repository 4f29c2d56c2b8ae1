import { expect, test } from 'vitest';
import { createAggregator } from '../../../src/diagnosis/aggregator.ts';
import { code, file, topic } from '../../support/diagnosis/summaries.ts';

test('an aggregate stays bounded for ten thousand files with codes that never repeat', () => {
  const aggregator = createAggregator();
  for (let i = 0; i < 10_000; i += 1) {
    aggregator.add(
      file(`file ${i}`, {
        from: i * 60,
        to: i * 60 + 59.5,
        summary: {
          codes: Array.from({ length: 20 }, (_, j) => code(`code ${i} ${j}`, { severity: 'warning' })),
          topics: [topic(`/t${i}`), topic('/common', { from: i * 60, to: i * 60 + 59 })],
        },
      }),
    );
  }
  const aggregate = aggregator.finish();
  expect(aggregate.totals.files).toBe(10_000);
  expect(aggregate.coverage).toHaveLength(1);
  expect(aggregate.files).toHaveLength(1000);
  expect(aggregate.omitted).toMatchObject({ files: 9000, codes: 199_800, topics: 9401 });
  expect(aggregate.topics.find(({ name }) => name === '/common')).toMatchObject({ files: 10_000 });
  expect(JSON.stringify(aggregate).length).toBeLessThan(2_000_000);
});

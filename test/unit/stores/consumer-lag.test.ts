import { expect, test } from 'vitest';
import { consumerLag } from '../../../src/stores/consumer-lag.ts';

const ends = [
  { partition: 0, offset: '10', high: '10', low: '0' },
  { partition: 1, offset: '7', high: '7', low: '5' },
];
const protocolError = (type: string) => Object.assign(new Error(type), { type });

/** @param offsets of each group by partition, or what reading them throws */
function admin(offsets: Record<string, string[] | Error>, refusals = 0): Parameters<typeof consumerLag>[0] {
  let left = refusals;
  return {
    async fetchTopicOffsets() {
      left -= 1;
      if (left >= 0) throw protocolError('NOT_LEADER_FOR_PARTITION');
      return ends;
    },
    async listGroups() {
      return { groups: Object.keys(offsets).map((groupId) => ({ groupId, protocolType: 'consumer' })) };
    },
    async fetchOffsets({ groupId }) {
      const found = offsets[groupId];
      if (found instanceof Error) throw found;
      const partitions = (found ?? []).map((offset, partition) => ({ partition, offset, metadata: null }));
      return [{ topic: 'events', partitions }];
    },
  };
}

const never = () => {
  throw new Error('no problem was expected');
};

test('counts what each group has yet to read, from the oldest message where it has read nothing', async () => {
  const lags = await consumerLag(admin({ whole: ['4', '7'], half: ['9', '-1'] }), 'events', never);
  expect(lags).toEqual([
    { group: 'whole', lag: 6 },
    { group: 'half', lag: 3 },
  ]);
});

test('leaves out groups that never read the topic', async () => {
  expect(await consumerLag(admin({ other: ['-1', '-1'] }), 'events', never)).toEqual([]);
});

test('reports a group that cannot be read, and gives the lag of the others', async () => {
  const problems: unknown[] = [];
  const refused = protocolError('GROUP_AUTHORIZATION_FAILED');
  const lags = await consumerLag(admin({ secret: refused, good: ['10', '6'] }), 'events', (...problem) =>
    problems.push(problem),
  );
  expect(lags).toEqual([{ group: 'good', lag: 1 }]);
  expect(problems).toEqual([['secret', refused]]);
});

test('waits for the leader of a new topic, but not for ever', async () => {
  expect(await consumerLag(admin({ good: ['10', '7'] }, 2), 'events', never)).toEqual([
    { group: 'good', lag: 0 },
  ]);
  await expect(consumerLag(admin({}, 100), 'events', never)).rejects.toThrow('NOT_LEADER');
});

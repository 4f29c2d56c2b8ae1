import { expect, test } from 'vitest';
import { type ConsumerLagDeps, consumerLag } from '../../../src/stores/consumer-lag.ts';

const ends = [
  { partition: 0, offset: '10', high: '10', low: '0' },
  { partition: 1, offset: '7', high: '7', low: '5' },
];
const protocolError = (type: string) => Object.assign(new Error(type), { type });

/** @param offsets of each group by partition, or the error thrown by reading them */
function admin(offsets: Record<string, string[] | Error>, refusals = 0): ConsumerLagDeps['admin'] {
  let left = refusals;
  return {
    async fetchTopicOffsets() {
      left -= 1;
      if (left >= 0) throw protocolError('NOT_LEADER_FOR_PARTITION');
      return ends;
    },
    async listGroups() {
      const typeOf = (groupId: string) => /^(share|connect|streams)/.exec(groupId)?.[0] ?? 'consumer';
      return { groups: Object.keys(offsets).map((groupId) => ({ groupId, protocolType: typeOf(groupId) })) };
    },
    async fetchOffsets({ groupId }) {
      const found = offsets[groupId];
      if (found instanceof Error) throw found;
      const partitions = (found ?? []).map((offset, partition) => ({ partition, offset, metadata: null }));
      return [{ topic: 'events', partitions }];
    },
  };
}

const none = { consumer: 0, share: 0, other: 0 };

/** @param shares the start offsets of a share group by partition, or the error thrown by reading them */
function lagsOf(
  from: ConsumerLagDeps['admin'],
  {
    shares = {},
    problems = [],
  }: { shares?: Record<string, [number, number][] | Error>; problems?: unknown[] } = {},
) {
  const shareOffsets = async (group: string) => {
    const found = shares[group] ?? [];
    if (found instanceof Error) throw found;
    return new Map(found);
  };
  return consumerLag(
    { admin: from, shareOffsets, onProblem: (...problem) => problems.push(problem) },
    'events',
  );
}

test('counts what each group has yet to read, from the oldest message if it has read nothing', async () => {
  expect(await lagsOf(admin({ whole: ['4', '7'], half: ['9', '-1'] }))).toEqual({
    lags: [
      { group: 'whole', lag: 6 },
      { group: 'half', lag: 3 },
    ],
    unmeasured: none,
  });
});

test('leaves out groups that never read the topic', async () => {
  expect((await lagsOf(admin({ other: ['-1', '-1'], 'share elsewhere': [] }))).lags).toEqual([]);
});

test('counts share groups from where they begin; a partition that was not begun has nothing to read', async () => {
  const shares: Record<string, [number, number][]> = {
    'share both': [
      [0, 4],
      [1, 7],
    ],
    'share one': [[0, 9]],
  };
  expect((await lagsOf(admin({ 'share both': [], 'share one': [] }), { shares })).lags).toEqual([
    { group: 'share both', lag: 6 },
    { group: 'share one', lag: 1 },
  ]);
});

test('reports and counts groups that cannot be read, and gives the lag of the others', async () => {
  const problems: unknown[] = [];
  const refused = protocolError('GROUP_AUTHORIZATION_FAILED');
  const old = protocolError('UNSUPPORTED_VERSION');
  const figures = await lagsOf(
    admin({ secret: refused, good: ['10', '6'], 'share old': [], connectors: refused }),
    { shares: { 'share old': old }, problems },
  );
  expect(figures).toEqual({
    lags: [{ group: 'good', lag: 1 }],
    unmeasured: { consumer: 1, share: 1, other: 1 },
  });
  expect(problems).toEqual(
    expect.arrayContaining([
      ['secret', refused],
      ['share old', old],
      ['connectors', refused],
    ]),
  );
});

test('waits for the leader of a new topic, but not forever', async () => {
  expect((await lagsOf(admin({ good: ['10', '7'] }, 2))).lags).toEqual([{ group: 'good', lag: 0 }]);
  await expect(lagsOf(admin({}, 100))).rejects.toThrow('NOT_LEADER');
});

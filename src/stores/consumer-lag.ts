import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

export interface ConsumerLag {
  group: string;
  /** Messages that the group has not read yet. */
  lag: number;
}

/** A topic that was just created, or whose leader has just changed, refuses this for a few tenths of a second. */
const leaderless = { type: 'NOT_LEADER_FOR_PARTITION', attempts: 5, pauseMs: 200 } as const;

/**
 * The lag of consumer groups in a topic. A group whose offsets cannot be read is omitted and reported to `onProblem`.
 * Share groups (KIP-932) never appear: kafkajs 2.2.4 cannot read their offsets.
 */
export async function consumerLag(
  admin: Pick<Admin, 'fetchTopicOffsets' | 'listGroups' | 'fetchOffsets'>,
  topic: string,
  onProblem: (group: string, error: unknown) => void,
): Promise<ConsumerLag[]> {
  const ends = await topicOffsets(admin, topic);
  const { groups } = await admin.listGroups();
  const lags = await Promise.all(
    groups.map(async ({ groupId: group }): Promise<ConsumerLag[]> => {
      try {
        const [read] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
        const lag = read && lagOf(ends, read.partitions);
        return lag === undefined ? [] : [{ group, lag }];
      } catch (error) {
        onProblem(group, error);
        return [];
      }
    }),
  );
  return lags.flat();
}

type TopicOffsets = Awaited<ReturnType<Admin['fetchTopicOffsets']>>;

async function topicOffsets(admin: Pick<Admin, 'fetchTopicOffsets'>, topic: string): Promise<TopicOffsets> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await admin.fetchTopicOffsets(topic);
    } catch (error) {
      const { type } = error as { type?: string };
      if (type !== leaderless.type || attempt === leaderless.attempts) throw error;
      await delay(leaderless.pauseMs);
    }
  }
}

/** Undefined for a group that never committed here: it does not read this topic. */
function lagOf(
  ends: TopicOffsets,
  read: readonly { partition: number; offset: string }[],
): number | undefined {
  const offsets = new Map(read.map(({ partition, offset }) => [partition, Number(offset)]));
  if (![...offsets.values()].some((offset) => offset >= 0)) return undefined;
  return ends.reduce((sum, { partition, high, low }) => {
    const offset = offsets.get(partition) ?? -1;
    return sum + Number(high) - (offset < 0 ? Number(low) : offset);
  }, 0);
}

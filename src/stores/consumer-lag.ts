import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from 'kafkajs';

export interface ConsumerLag {
  group: string;
  /** Messages that the group has not read yet. */
  lag: number;
}

/** A topic that was just created, or whose leader has just changed, causes this error for some tenths of a second. */
const leaderless = { type: 'NOT_LEADER_FOR_PARTITION', attempts: 5, pauseMs: 200 } as const;

/** The relay has not made the topic yet: nobody can read it. */
const topicAbsent = 'UNKNOWN_TOPIC_OR_PARTITION';

/** The protocol of a group: classic, new (KIP-848), share group (KIP-932), or anything else. */
export const groupTypes = ['consumer', 'share', 'other'] as const;
export type GroupType = (typeof groupTypes)[number];

export interface ConsumerFigures {
  lags: ConsumerLag[];
  /** Groups of which it is unknown whether they read the topic, and how far. */
  unmeasured: Readonly<Record<GroupType, number>>;
}

export interface ConsumerLagDeps {
  admin: Pick<Admin, 'fetchTopicOffsets' | 'listGroups' | 'fetchOffsets'>;
  /** See `share-group-offsets.ts`. */
  shareOffsets: (group: string, topic: string) => Promise<Map<number, number>>;
  onProblem: (group: string, error: unknown) => void;
}

/**
 * The lag of consumer groups in a topic. For a share group it is an upper bound: it includes messages in flight,
 * those accepted after one of them, and the last ones accepted, since the broker updates the start offset of a group
 * with the next acknowledgement (4.1.1; the exact count came with KIP-1226). A group whose offsets cannot be read is
 * counted by type, and reported.
 */
export async function consumerLag(
  { admin, shareOffsets, onProblem }: ConsumerLagDeps,
  topic: string,
): Promise<ConsumerFigures> {
  const unmeasured = { consumer: 0, share: 0, other: 0 };
  const ends = await topicOffsets(admin, topic);
  if (!ends) return { lags: [], unmeasured };
  const { groups } = await admin.listGroups();

  const measure = async (group: string, type: GroupType): Promise<number | undefined> => {
    if (type === 'share') return shareLagOf(ends, await shareOffsets(group, topic));
    const [read] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
    return read && lagOf(ends, read.partitions);
  };

  const lags = await Promise.all(
    groups.map(async ({ groupId: group, protocolType }): Promise<ConsumerLag[]> => {
      const type = typeOf(protocolType);
      try {
        const lag = await measure(group, type);
        return lag === undefined ? [] : [{ group, lag }];
      } catch (error) {
        unmeasured[type] += 1;
        onProblem(group, error);
        return [];
      }
    }),
  );
  return { lags: lags.flat(), unmeasured };
}

/** Groups that only commit offsets have no protocol. */
function typeOf(protocolType: string): GroupType {
  if (protocolType === '') return 'consumer';
  return groupTypes.find((type) => type === protocolType) ?? 'other';
}

type TopicOffsets = Awaited<ReturnType<Admin['fetchTopicOffsets']>>;

async function topicOffsets(
  admin: Pick<Admin, 'fetchTopicOffsets'>,
  topic: string,
): Promise<TopicOffsets | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await admin.fetchTopicOffsets(topic);
    } catch (error) {
      const type = typeOfError(error);
      if (type === topicAbsent) return undefined;
      if (type !== leaderless.type || attempt === leaderless.attempts) throw error;
      await delay(leaderless.pauseMs);
    }
  }
}

/** The protocol's; kafkajs throws one of its own around it when its tries are used up. */
function typeOfError(error: unknown): string | undefined {
  const { type, cause } = error as { type?: string; cause?: unknown };
  return type ?? (cause === undefined ? undefined : typeOfError(cause));
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

/**
 * A partition that the group has not started to read counts nothing: reading will start at its end
 * (`share.auto.offset.reset=latest`).
 */
function shareLagOf(ends: TopicOffsets, starts: ReadonlyMap<number, number>): number | undefined {
  if (starts.size === 0) return undefined;
  return ends.reduce(
    (sum, { partition, high }) => sum + Number(high) - (starts.get(partition) ?? Number(high)),
    0,
  );
}

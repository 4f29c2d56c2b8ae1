import { type Admin, CompressionTypes, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { brokerOptions } from './kafka-brokers.ts';

export interface EventMessage {
  key: string;
  value: string;
  headers?: Record<string, string>;
}

/** Protocol errors that are about the message itself: sending it again cannot help. */
const refusedForGood = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
]);

export function isRefusedForGood(error: unknown): boolean {
  const { type, cause } = error as { type?: string; cause?: unknown };
  return (type !== undefined && refusedForGood.has(type)) || (cause !== undefined && isRefusedForGood(cause));
}

/** Consumers read from it in parallel; all events of one batch share a partition, so their order holds. */
const partitions = 6;

export function createKafka(config: Config, logger: Logger, clientId = 'argus') {
  const kafka = new Kafka({
    clientId,
    ...brokerOptions(config.KAFKA_BROKERS),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 2_000 },
    logLevel: logLevel.WARN,
    // A broker that is away is for the caller to report, once; the library repeats it for each attempt.
    logCreator:
      () =>
      ({ namespace, log: { message } }) =>
        logger.debug({ namespace }, message),
  });
  let producer: Producer | undefined;
  let admin: Admin | undefined;

  return {
    kafka,

    async ensureTopics(): Promise<void> {
      const connected = await connectedAdmin();
      const existing = await connected.listTopics();
      const topics = [config.KAFKA_TOPIC, config.KAFKA_DLQ_TOPIC]
        .filter((topic) => !existing.includes(topic))
        .map((topic) => ({ topic, numPartitions: partitions }));
      if (topics.length > 0) await connected.createTopics({ topics, waitForLeaders: true });
    },

    /** In order per key: one request in flight, acknowledged by all replicas. */
    async publish(topic: string, messages: EventMessage[]): Promise<void> {
      if (!producer) {
        const fresh = kafka.producer({
          createPartitioner: Partitioners.DefaultPartitioner,
          allowAutoTopicCreation: false,
          maxInFlightRequests: 1,
        });
        await fresh.connect();
        producer = fresh;
      }
      await producer.send({ topic, messages, acks: -1, compression: CompressionTypes.GZIP });
    },

    /** Messages that each consumer group has still to read from the topic. */
    async consumerLag(): Promise<{ group: string; lag: number }[]> {
      const connected = await connectedAdmin();
      const ends = await connected.fetchTopicOffsets(config.KAFKA_TOPIC);
      const { groups } = await connected.listGroups();
      const lags = await Promise.all(
        groups.map(async ({ groupId }) => {
          const [read] = await connected.fetchOffsets({ groupId, topics: [config.KAFKA_TOPIC] });
          const offsets = new Map(
            read?.partitions.map(({ partition, offset }) => [partition, Number(offset)]),
          );
          // A group that never committed anything here does not read this topic.
          if (![...offsets.values()].some((offset) => offset >= 0)) return [];
          const lag = ends.reduce((sum, { partition, high, low }) => {
            const offset = offsets.get(partition) ?? -1;
            return sum + Number(high) - (offset < 0 ? Number(low) : offset);
          }, 0);
          return [{ group: groupId, lag }];
        }),
      );
      return lags.flat();
    },

    async ping(): Promise<void> {
      await (await connectedAdmin()).describeCluster();
    },

    async close(): Promise<void> {
      await Promise.all([producer?.disconnect(), admin?.disconnect()]);
    },
  };

  async function connectedAdmin(): Promise<Admin> {
    if (!admin) {
      const fresh = kafka.admin();
      await fresh.connect();
      admin = fresh;
    }
    return admin;
  }
}

export type KafkaStore = ReturnType<typeof createKafka>;

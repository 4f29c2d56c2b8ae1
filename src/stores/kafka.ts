import { type Admin, CompressionTypes, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { type ConsumerFigures, consumerLag } from './consumer-lag.ts';
import { brokerOptions, brokerTls } from './kafka-brokers.ts';
import './kafka-timers.ts';
import { shareGroupOffsets } from './share-group-offsets.ts';

export interface EventMessage {
  key: string;
  value: string;
  headers?: Record<string, string>;
}

/** Protocol errors caused by the message itself: retrying cannot help. */
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

/** Consumers read partitions in parallel; all events of a batch share a partition, so their order is preserved. */
const partitions = 6;

export function createKafka(config: Config, logger: Logger, clientId = 'argus') {
  const kafka = new Kafka({
    clientId,
    ...brokerOptions(config),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { retries: 3, initialRetryTime: 200, maxRetryTime: 2_000 },
    logLevel: logLevel.WARN,
    // An unavailable broker is reported once, by the caller; the library would repeat it for each attempt.
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

    /** Messages of the event topic that each consumer group has not read yet. */
    async consumerLag(): Promise<ConsumerFigures> {
      const admin = await connectedAdmin();
      const shareOffsets = (group: string, topic: string) =>
        shareGroupOffsets(
          { brokers: config.KAFKA_BROKERS, tls: brokerTls(config), sasl: config.KAFKA_SASL },
          group,
          topic,
        );
      const onProblem = (group: string, error: unknown) =>
        logger.warn({ err: error, group }, 'the offsets of a consumer group cannot be read');
      return consumerLag({ admin, shareOffsets, onProblem }, config.KAFKA_TOPIC);
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

import type { ConnectionOptions } from 'node:tls';
import { hostAndPort } from '../address.ts';
import {
  type AnswerReader,
  askKafka,
  compactLength,
  compactString,
  int8,
  noTags,
  string,
} from './kafka-protocol.ts';

const findCoordinator = { apiKey: 10, apiVersion: 2, flexible: false };
/** KIP-932; Kafka 4.1. */
const describeShareGroupOffsets = { apiKey: 90, apiVersion: 0, flexible: true };
export interface Cluster {
  brokers: readonly string[];
  tls: ConnectionOptions | undefined;
  /** The mechanism by which brokers let clients in. */
  sasl: string | undefined;
}

/** For FindCoordinator: the key is the id of a group. */
const ofGroup = 0;

/**
 * Start offset of each partition of a topic for a share group: everything before it has been processed. Partitions
 * that the group has not started to read are left out; if there are none, it does not read the topic.
 * @throws Error if no broker answers, or the coordinator's error.
 */
export async function shareGroupOffsets(
  cluster: Cluster,
  group: string,
  topic: string,
): Promise<Map<number, number>> {
  if (cluster.sasl !== undefined) throw new Error('share groups are not read where brokers ask for SASL');
  const coordinator = { ...(await coordinatorOf(cluster, group)), tls: cluster.tls };
  const everyTopic = compactLength(undefined);
  const body = Buffer.concat([compactLength(1), compactString(group), everyTopic, noTags, noTags]);
  const answer = await askKafka(coordinator, { ...describeShareGroupOffsets, body });
  answer.int32();
  const [described] = answer.compactArray(() => readGroup(answer));
  if (described === undefined) throw new Error(`the coordinator does not describe the group ${group}`);
  assertNoError(described.error, described.message);
  const read = described.topics.find(({ name }) => name === topic);
  return new Map(
    read?.partitions.filter(({ start }) => start >= 0).map(({ index, start }) => [index, start]),
  );
}

async function coordinatorOf(
  { brokers, tls }: Cluster,
  group: string,
): Promise<{ host: string; port: number }> {
  const body = Buffer.concat([string(group), int8(ofGroup)]);
  const answer = await Promise.any(
    brokers.map((broker) => askKafka({ ...hostAndPort(broker), tls }, { ...findCoordinator, body })),
  );
  answer.int32();
  assertNoError(answer.int16(), answer.string());
  answer.int32();
  return { host: answer.string(), port: answer.int32() };
}

function readGroup(answer: AnswerReader) {
  answer.compactString();
  const topics = answer.compactArray(() => readTopic(answer));
  const error = answer.int16();
  const message = answer.compactString();
  answer.tags();
  return { topics, error, message };
}

function readTopic(answer: AnswerReader) {
  const name = answer.compactString();
  answer.skip(16);
  const partitions = answer.compactArray(() => {
    const index = answer.int32();
    const start = answer.int64();
    answer.int32();
    const error = answer.int16();
    const message = answer.compactString();
    answer.tags();
    assertNoError(error, message);
    return { index, start };
  });
  answer.tags();
  return { name, partitions };
}

function assertNoError(code: number, message: string): void {
  if (code !== 0) throw new Error(message || `the broker answers with error ${code}`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../../src/config.ts';
import { createKafka, type KafkaStore } from '../../../src/stores/kafka.ts';
import { stackEnvironment } from '../../../stack/endpoints.ts';
import { kafkaClassPath } from '../../../stack/kafka.ts';
import type { Stack } from '../../../stack/start-stack.ts';
import { ownStack } from '../../support/own-stack.ts';
import { testLogger } from '../../support/test-logger.ts';
import { until } from '../../support/until.ts';

let stack: Stack;
let kafka: KafkaStore;
const topic = 'batch-events';

beforeAll(async () => {
  // A separate stack: share groups have to be enabled when the broker is created.
  stack = await ownStack('kafka');
  const config = loadConfig({ ...stackEnvironment(stack.endpoints), KAFKA_TOPIC: topic });
  kafka = createKafka(config, testLogger());
  await kafka.ensureTopics();
});
afterAll(async () => {
  await kafka.close();
  await stack.reset();
});

/** Only Java's client can be a member of a share group. */
async function shareReader(group: string): Promise<ChildProcess & { said: () => string }> {
  const source = fileURLToPath(new URL('java/ShareReader.java', import.meta.url));
  const [broker = ''] = stack.endpoints.kafkaBrokers;
  const child = spawn('java', ['-Xmx256m', '-cp', kafkaClassPath(), source, broker, group, topic], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // Without its broker it would not end, and take both cores.
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return Object.assign(child, { said: () => said });
}

test('the lag of a share group is measured', async () => {
  const reader = await shareReader('sharers');
  let published = 0;
  const publish = async (count: number) => {
    // To one partition: it is initialised when something is read from it.
    const messages = Array.from({ length: count }, () => ({ key: 'a batch', value: 'event' }));
    await kafka.publish(topic, messages);
    published += count;
  };
  // It reads messages that arrive after it was initialised.
  await until('the first share of messages', async () => {
    await publish(6);
    return reader.said().includes('read');
  });
  reader.stdin?.end('stop\n');
  await until('the end of the reader', () => reader.exitCode !== null);
  const before = published;
  await publish(1_000);
  const { lags, unmeasured } = await kafka.consumerLag();
  expect(unmeasured).toEqual({ consumer: 0, share: 0, other: 0 });
  const [found] = lags;
  expect(found?.group).toBe('sharers');
  // Its start offset is stored with its next acknowledgement, so that some read messages count as well.
  expect(found?.lag).toBeGreaterThanOrEqual(1_000);
  expect(found?.lag).toBeLessThanOrEqual(1_000 + before);
});

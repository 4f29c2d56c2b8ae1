import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { mavenPackages } from '../../../scripts/contract/maven-packages.ts';
import { progressPrinter } from '../../../stack/progress.ts';
import { pythonPackages } from '../../../stack/python-packages.ts';
import { runCommand, whichCommand } from '../../../stack/run-command.ts';
import { missingGo, missingJava, missingMaven } from '../../../stack/tools.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { patienceMs } from '../../support/patience.ts';

const examples = join(import.meta.dirname, '../../../examples/consumers');

interface Consumer {
  language: string;
  missing(): Promise<string | undefined>;
  /** @returns the command, and its environment in addition to ours. */
  build(folder: string): Promise<{ command: string[]; env?: Readonly<Record<string, string>> }>;
}

const consumers: Consumer[] = [
  {
    language: 'python',
    async missing() {
      const fine = await runCommand('python3', ['-m', 'pip', '--version']).catch(() => undefined);
      return fine === undefined ? 'python3 with pip is not on this machine' : undefined;
    },
    async build() {
      const folder = join(examples, 'python');
      const { env } = await pythonPackages('consumer', join(folder, 'requirements.txt'), progressPrinter());
      return { command: ['python3', join(folder, 'consumer.py')], env };
    },
  },
  {
    language: 'go',
    async missing() {
      const [tool] = await missingGo();
      return tool?.sentence;
    },
    async build(folder) {
      const binary = join(folder, 'consumer');
      await runCommand('go', ['build', '-mod=readonly', '-o', binary, '.'], {
        cwd: join(examples, 'go'),
        env: { CGO_ENABLED: '0' },
      });
      return { command: [binary] };
    },
  },
  {
    language: 'java',
    async missing() {
      const [tool] = [...(await missingJava()), ...(await missingMaven())];
      if (tool) return tool.sentence;
      // It runs from its source, which a JRE cannot.
      return whichCommand('javac') ? undefined : 'a JDK is not on this machine, only a JRE';
    },
    async build() {
      const folder = join(examples, 'java');
      const jars = await mavenPackages('consumer', join(folder, 'pom.xml'), progressPrinter());
      return { command: ['java', '-cp', jars, join(folder, 'Consumer.java')] };
    },
  },
];

let argus: TestArgus;
let folder: string;
let wanted: { event_id: string; event_type: string; batch_id: string }[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-consumers-'));
  argus = await startArgus();
  const car = vehicle(argus.url);
  const batchId = await car.deliver([{ name: 'drive.mcap', bytes: sampleMcap({ seed: 1 }) }]);
  await car.ended(batchId);
  const events = await argus.stores.events.after(batchId, 0, 100);
  wanted = events.map(({ event_id, event_type, batch_id }) => ({ event_id, event_type, batch_id }));
});
afterAll(async () => {
  await argus?.close();
  await rm(folder, { recursive: true });
});

test.for(consumers)(
  'the example in $language reads every event once and in order',
  async (consumer, { skip }) => {
    const reason = await consumer.missing();
    if (reason !== undefined) skip(`not run: ${reason}`);
    const { command, env } = await consumer.build(folder);
    const [file = '', ...args] = command;
    const { KAFKA_BROKERS, KAFKA_TOPIC } = argus.config;
    // Known messages arrive again, as after a republish: only distinct events are counted.
    const page = await argus.stores.events.after(wanted[0]?.batch_id ?? '', 0, 100);
    const { eventMessage } = await import('../../../src/relay/event-message.ts');
    await argus.stores.kafka.publish(KAFKA_TOPIC, page.slice(0, 2).map(eventMessage));
    const child = spawn(
      file,
      [...args, KAFKA_BROKERS.join(','), KAFKA_TOPIC, randomUUID(), String(wanted.length)],
      { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'], timeout: patienceMs },
    );
    let output = '';
    for await (const chunk of child.stdout) output += chunk;
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(wanted);
  },
);

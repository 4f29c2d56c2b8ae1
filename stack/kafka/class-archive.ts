import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../ports.ts';
import { runCommand } from '../run-command.ts';
import { type Place, StackError } from '../server.ts';
import { brokerSettings } from './settings.ts';

/** Starts a broker on a temporary folder, sends it a request and stops it: the JVM writes the archive on exit. */
export async function recordClasses(
  folder: string,
  archiveFile: string,
  jvm: readonly string[],
  healthy: (place: Place) => Promise<boolean>,
): Promise<void> {
  const place: Place = { dataDir: join(folder, 'broker'), ports: await freePorts() };
  const settings = join(folder, 'server.properties');
  await writeFile(settings, brokerSettings(place));
  await runCommand('java', [
    ...jvm,
    'kafka.tools.StorageTool',
    'format',
    '-t=argus-class-archive-00',
    '-c',
    settings,
  ]);

  const archive = join(folder, archiveFile);
  const args = [`-XX:ArchiveClassesAtExit=${archive}`, ...jvm, 'kafka.Kafka', settings];
  const broker = spawn('java', args, { stdio: 'ignore' });
  const ended = once(broker, 'exit');
  const giveUpAt = Date.now() + 60_000;
  while (broker.exitCode === null && Date.now() < giveUpAt && !(await healthy(place))) await sleep(100);
  broker.kill('SIGTERM');
  await ended;
  if (!existsSync(archive)) throw new StackError('Kafka did not start, or Java cannot archive its classes.');
  await rm(place.dataDir, { recursive: true });
}

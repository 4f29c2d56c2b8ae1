import { existsSync, realpathSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { askTcp } from './ask.ts';
import { type Build, buildOnce, builtFolder, isBuilt } from './build-cache.ts';
import { recordClasses } from './kafka/class-archive.ts';
import { brokerSettings, keyStore, scramUsers, trustStore } from './kafka/settings.ts';
import { copyJars } from './maven-jars.ts';
import { runCommand, whichCommand } from './run-command.ts';
import type { Launch, MissingTool, OnProgress, Place, Server } from './server.ts';
import { missingJava, missingMaven } from './tools.ts';

const jars: Build = {
  name: 'kafka',
  version: '4.1.1',
  detail: 'with Maven: about 15 seconds',
  build: (folder) => copyJars(fileURLToPath(new URL('kafka/pom.xml', import.meta.url)), folder),
};

/**
 * The classes that are loaded at start, in the JVM's in-memory format (class data sharing): with them Kafka starts in
 * 2.0 s instead of 4.0. An archive is valid for one JVM only, and for the paths that the jars had when it was
 * created.
 */
function classArchive(): Build {
  const java = realpathSync(whichCommand('java') ?? '');
  const { size, mtimeMs } = statSync(java);
  return {
    name: 'kafka-classes',
    version: `${jars.version}-java-${size}-${Math.round(mtimeMs / 1000)}`,
    detail: 'recording a start, about 10 seconds',
    build: (folder) => recordClasses(folder, archiveFile, brokerJvm(), healthy),
  };
}

const archiveFile = 'broker.jsa';

/**
 * The heap suffices for tens of thousands of messages a second; a single collector thread leaves the cores to Argus.
 */
const jvmFlags = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'];

function brokerJvm(): string[] {
  const logging = fileURLToPath(new URL('kafka/log4j2.properties', import.meta.url));
  return [...jvmFlags, `-Dlog4j2.configurationFile=${logging}`, '-cp', kafkaClassPath()];
}

/** JVM options of broker and clients. */
export function kafkaClassPath(): string {
  return join(builtFolder(jars), 'lib', '*');
}

async function missingTools(): Promise<MissingTool[]> {
  if (isBuilt(jars) && whichCommand('java')) return [];
  return [...(await missingJava()), ...(isBuilt(jars) ? [] : await missingMaven())];
}

async function ensure(onProgress: OnProgress): Promise<void> {
  await buildOnce(jars, onProgress);
  await buildOnce(classArchive(), onProgress);
}

async function prepare(place: Place): Promise<Launch> {
  const settings = join(place.dataDir, 'server.properties');
  await mkdir(place.dataDir, { recursive: true });
  await writeFile(settings, brokerSettings(place));
  if (place.tls) {
    const parts = await Promise.all([place.tls.key, place.tls.cert].map((path) => readFile(path, 'utf8')));
    await writeFile(keyStore(place.dataDir), parts.join(''), { mode: 0o600 });
    await cp(place.tls.ca, trustStore(place.dataDir));
  }
  // Without the archive (if it was deleted) the JVM still starts, only more slowly.
  const jvm = [`-XX:SharedArchiveFile=${join(builtFolder(classArchive()), archiveFile)}`, ...brokerJvm()];
  const log = join(place.dataDir, 'log');
  if (!existsSync(join(log, 'meta.properties'))) {
    // Left by a format command that was killed.
    await rm(log, { recursive: true, force: true });
    const clusterId = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
    await runCommand('java', [
      ...jvm,
      'kafka.tools.StorageTool',
      'format',
      `-t=${clusterId}`,
      '-c',
      settings,
      // Share groups (KIP-932) are a preview in 4.1; Argus shows their lag.
      '--feature',
      'share.version=1',
      ...(place.tls ? scramUsers() : []),
    ]);
  }
  return { file: 'java', args: [...jvm, 'kafka.Kafka', settings] };
}

/**
 * Metadata request, version 6, for no topic (https://kafka.apache.org/protocol): size, key 3, version, correlation id,
 * client id null, no topics, no automatic creation.
 */
const metadataRequest = Buffer.from(
  '0000000f_0003_0006_00000001_ffff_00000000_00'.replaceAll('_', ''),
  'hex',
);

/** Up when the broker itself is in the response: size, correlation id, throttle time, then the number of brokers. */
function healthy({ ports }: Place): Promise<boolean> {
  return askTcp(ports.kafka, metadataRequest, 16, (answer) => answer.readInt32BE(12) >= 1);
}

export const kafka: Server = {
  name: 'kafka',
  ports: ['kafka', 'kafkaController', 'kafkaProxied'],
  stopSignal: 'SIGTERM',
  missingTools,
  ensure,
  prepare,
  healthy,
};

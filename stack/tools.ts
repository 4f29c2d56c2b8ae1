import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoot } from './build-cache.ts';
import { withFileLock } from './file-lock.ts';
import { runCommand, whichCommand } from './run-command.ts';
import { type MissingTool, type OnProgress, StackError } from './server.ts';

/** Go 1.25 is the oldest version that builds Temporal's CLI and versitygw (their go.mod). */
const oldestGo = 25;
/** Kafka 4 brokers need at least this version (KIP-1013). */
const oldestJava = 17;

const goArchive = `https://go.dev/dl/go1.${oldestGo}.5.${process.platform}-${process.arch === 'x64' ? 'amd64' : process.arch}.tar.gz`;
const go: MissingTool = {
  tool: 'go',
  sentence: `Go ≥ 1.${oldestGo} builds the servers that are not on this machine yet: curl -fsSL ${goArchive} | tar -C /usr/local -xz && export PATH=/usr/local/go/bin:$PATH (on macOS: brew install go).`,
};
const java: MissingTool = {
  tool: 'java',
  sentence: `Java ≥ ${oldestJava} runs Kafka: apt-get install -y openjdk-17-jre-headless (on macOS: brew install openjdk@17).`,
};
const maven: MissingTool = {
  tool: 'mvn',
  sentence: 'Maven fetches Kafka: apt-get install -y maven (on macOS: brew install maven).',
};

export async function missingGo(): Promise<MissingTool[]> {
  if (!whichCommand('go')) return [go];
  const [version = '', toolchain] = (await runCommand('go', ['env', 'GOVERSION', 'GOTOOLCHAIN'])).split('\n');
  const minor = Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0);
  // From 1.21 on, Go downloads the version that a module requires, unless it is set to use the installed one.
  return minor >= (toolchain === 'local' ? oldestGo : 21) ? [] : [go];
}

export async function missingJava(): Promise<MissingTool[]> {
  if (!whichCommand('java')) return [java];
  const version = /version "(\d+)/.exec(await runCommand('java', ['-version']).catch(() => ''));
  return Number(version?.[1] ?? 0) >= oldestJava ? [] : [java];
}

export async function missingMaven(): Promise<MissingTool[]> {
  return whichCommand('mvn') ? [] : [maven];
}

export function missingDebianTool(command: string, packageName: string, purpose: string): MissingTool[] {
  if (whichCommand(command) || canInstallDebianPackages()) return [];
  const sentence = `${command} ${purpose}: apt-get install -y ${packageName} (on macOS: brew install ${packageName.replace('-server', '')}).`;
  return [{ tool: command, sentence }];
}

export function canInstallDebianPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** As root on Debian and its derivatives only; check `canInstallDebianPackages` first. */
export async function installDebianPackage(packageName: string, onProgress: OnProgress): Promise<void> {
  const started = performance.now();
  const env = {
    DEBIAN_FRONTEND: 'noninteractive',
    // Prevents the package from starting a server of its own (invoke-rc.d does nothing in runlevel 1).
    RUNLEVEL: '1',
  };
  await withFileLock(join(cacheRoot(), 'apt.lock'), async () => {
    onProgress({ kind: 'building', what: packageName, detail: 'with apt-get' });
    try {
      await runCommand('apt-get', ['update', '-qq'], { env });
      await runCommand('apt-get', ['install', '-y', '-qq', packageName], { env });
    } catch (error) {
      onProgress({ kind: 'failed', what: packageName });
      throw error;
    }
    onProgress({ kind: 'built', what: packageName, seconds: (performance.now() - started) / 1000 });
  });
}

/** All missing tools at once, so that nobody installs one only to learn of the next. */
export function assertNothingMissing(missing: readonly MissingTool[]): void {
  const sentences = new Set(missing.map(({ sentence }) => `  ${sentence}`));
  if (sentences.size === 0) return;
  throw new StackError(`The servers need what is not on this machine:\n${[...sentences].join('\n')}`);
}

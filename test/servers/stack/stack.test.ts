import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { findProcess } from '../../../stack/process-table.ts';
import { type ServerName, StackError } from '../../../stack/server.ts';
import { openStack, type Stack, startStack } from '../../../stack/start-stack.ts';
import '../../support/global-setup.ts';
import { until } from '../../support/until.ts';

const stacks: Stack[] = [];

async function freshStack(only: readonly ServerName[]): Promise<Stack> {
  const stack = await startStack({ dir: freshDir(), ports: 'free', only, untilExit: 'remove' });
  stacks.push(stack);
  return stack;
}

function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'argus-stack-test-'));
  chmodSync(dir, 0o711);
  return dir;
}

afterAll(() => Promise.all(stacks.map((stack) => stack.reset())));

test('the shared stack runs, on ports that a demo does not use', () => {
  expect(inject('stack').temporalAddress).not.toBe('127.0.0.1:7233');
});

test('a killed server keeps what it had acknowledged, and its port', async () => {
  const { servers, endpoints } = await freshStack(['postgres']);
  const query = async (sql: string) => {
    const client = new pg.Client({ ...endpoints.postgres });
    await client.connect();
    return client.query(sql).finally(() => client.end());
  };
  await query('CREATE TABLE kept AS SELECT 42 AS answer');
  const before = servers.postgres.pid();
  await servers.postgres.kill9();
  expect(await servers.postgres.state()).toBe('stopped');
  await servers.postgres.start();
  expect(servers.postgres.pid()).not.toBe(before);
  expect((await query('SELECT answer FROM kept')).rows).toEqual([{ answer: 42 }]);
});

test('a paused server does not respond, and resumes where it was', async () => {
  const { servers } = await freshStack(['redis']);
  const pid = servers.redis.pid();
  await servers.redis.pause();
  expect(await servers.redis.state()).toBe('paused');
  expect(await servers.redis.healthy()).toBe(false);
  servers.redis.resume();
  expect(await servers.redis.state()).toBe('healthy');
  expect(servers.redis.pid()).toBe(pid);
});

test('a second start leaves running servers unchanged; another process can control it', async () => {
  const { dir, servers } = await freshStack(['redis']);
  const pid = servers.redis.pid();
  const again = await startStack({ dir, only: ['redis'] });
  expect(again.servers.redis.pid()).toBe(pid);
  expect(again.servers.redis.address).toBe(servers.redis.address);
  await openStack(dir).servers.redis.restart();
  expect(await servers.redis.state()).toBe('healthy');
  expect(servers.redis.pid()).not.toBe(pid);
});

test('one server is stopped by name on the command line, and the others go on', async () => {
  const { dir, servers } = await freshStack(['redis', 'minio']);
  const program = fileURLToPath(new URL('../../../stack/cli.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, 'down', 'redis', '--dir', dir]);
  expect(stdout).toBe('Stopped: redis.\n');
  expect(await servers.redis.state()).toBe('stopped');
  expect(await servers.minio.state()).toBe('healthy');
});

test('finds its server if the pid file is lost', async () => {
  const { dir, servers } = await freshStack(['redis']);
  const pid = servers.redis.pid();
  rmSync(join(dir, 'run/redis.json'));
  expect(servers.redis.pid()).toBe(pid);
  await servers.redis.stop();
  expect(findProcess(pid ?? 0)).toBeUndefined();
});

test('neither trusts nor kills a process that has got the pid of a dead server', async () => {
  const { dir, servers } = await freshStack(['redis']);
  const file = join(dir, 'run/redis.json');
  const record = JSON.parse(readFileSync(file, 'utf8'));
  await servers.redis.kill9();
  const stranger = spawn('sleep', ['60']);
  try {
    writeFileSync(file, JSON.stringify({ ...record, pid: stranger.pid }));
    expect(await servers.redis.state()).toBe('stopped');
    await servers.redis.stop();
    expect(findProcess(stranger.pid ?? 0)).toBeDefined();
  } finally {
    stranger.kill();
  }
});

test('a port in use is named, with who has it and what to set', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const start = startStack({ dir: freshDir(), ports: { redis: port }, only: ['redis'], untilExit: 'remove' });
  const error = await start.catch((reason: unknown) => reason);
  squatter.close();
  expect(error).toBeInstanceOf(StackError);
  expect(String(error)).toContain(`port ${port} is in use by process ${process.pid}`);
  expect(String(error)).toMatch(/choose another port: STACK_PORT_REDIS=\d+\.$/);
});

test('stops with the process that started it, even when that is killed', async () => {
  const dir = freshDir();
  const module = fileURLToPath(new URL('../../../stack/start-stack.ts', import.meta.url));
  const script = `
    const { startStack } = await import(${JSON.stringify(module)});
    const options = { dir: ${JSON.stringify(dir)}, ports: 'free', only: ['redis'], untilExit: 'remove' };
    console.log((await startStack(options)).servers.redis.pid());
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(String(line));
  expect(findProcess(pid)).toBeDefined();
  parent.kill('SIGKILL');
  await until('the stack to be gone', () => !findProcess(pid) && !existsSync(dir));
});

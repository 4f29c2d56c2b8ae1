import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startArgusProcess } from '../../scripts/argus-process.ts';
import { freePorts, portNames, portVariable } from '../../stack/ports.ts';
import { processTree } from '../../stack/process-table.ts';
import { coreServers } from '../../stack/server.ts';
import { openStack } from '../../stack/start-stack.ts';
import { until } from '../support/until.ts';

const script = fileURLToPath(new URL('../../scripts/demo.ts', import.meta.url));
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'argus-demo-'));
  // PostgreSQL, run as another user when this is root, needs access to its data.
  await chmod(dir, 0o711);
});
afterAll(async () => {
  await openStack(dir).reset();
  await rm(dir, { recursive: true, force: true });
});

/** The demo on ports and in a folder of its own, with what it has printed so far. */
async function startDemo() {
  const ports = await freePorts();
  const variables = portNames.map((name) => [portVariable(name), `${ports[name]}`]);
  const environment = { STACK_DIR: dir, SERVER_PORT: `${ports.versitygw}`, ...Object.fromEntries(variables) };
  const child: ChildProcess = spawn(process.execPath, [script], { env: { ...process.env, ...environment } });
  const printed = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed.err += text;
  });
  return { child, printed };
}

test('a demo whose Argus is killed says so, stops its servers, and exits with 1', async () => {
  const { child, printed } = await startDemo();
  const ended = once(child, 'exit');
  await until(
    'the demo to serve',
    () => printed.out.includes('Serving until Ctrl-C') || child.exitCode !== null,
  );
  expect({ code: child.exitCode, err: printed.err }).toMatchObject({ code: null });
  const command = /Its servers +(node .* doctor)/.exec(printed.out)?.[1] ?? '';
  const doctor = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  expect(doctor, doctor.stderr).toMatchObject({ status: 0 });
  expect(doctor.stdout).not.toContain('does not answer');
  const argus = processTree(child.pid ?? 0).find(({ command }) => command.includes('all-in-one'));
  // 0 would be this process and all of its group.
  if (!argus) throw new Error('the demo runs no Argus');
  process.kill(argus.pid, 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(printed.err).toMatch(
    /Argus was ended by SIGKILL while the demo ran\. Its servers are stopped\. Its log says why: .*argus\.log\n$/,
  );
  const { servers } = openStack(dir);
  expect(coreServers.filter((name) => servers[name].pid() !== undefined)).toEqual([]);
});

test('an Argus that ends before it is ready is named with how it ended, and where its log is', async () => {
  const { versitygw: port } = await freePorts();
  const logFile = join(dir, 'early.log');
  await expect(startArgusProcess({ LOG_LEVEL: 'no such level' }, port, logFile)).rejects.toThrow(
    /^Argus ended with exit code \d+ before it was ready\. Its log says why: .*early\.log$/,
  );
});

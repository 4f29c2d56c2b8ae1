import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isFree } from '../../../stack/ports.ts';
import { findProcess } from '../../../stack/process-table.ts';

/** Listens, with as many threads as a server has: each holds the port until it is gone. */
const program = `
  const { Worker } = require('node:worker_threads');
  for (let i = 0; i < 6; i += 1) new Worker('setInterval(() => {}, 1000)', { eval: true });
  const server = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

test('a killed process is gone only when its port is free', async () => {
  for (let round = 0; round < 5; round += 1) {
    const child = spawn(process.execPath, ['-e', program]);
    const [printed] = await once(child.stdout, 'data');
    const port = Number(String(printed));
    child.kill('SIGKILL');
    while (findProcess(child.pid ?? 0)) await soon();
    expect(await isFree(port)).toBe(true);
  }
});

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePorts } from '../../../stack/ports.ts';

/** As a run of its own, which ends. */
async function portsOfAnother(): Promise<number> {
  const code = `const { freePorts } = await import(${JSON.stringify(new URL('../../../stack/ports.ts', import.meta.url).href)});
    console.log((await freePorts()).temporal)`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code]);
  return Number(stdout);
}

test('stacks that are up at once have ranges of ports of their own, though nothing listens yet', async () => {
  const ranges = await Promise.all(Array.from({ length: 20 }, freePorts));
  const others = await Promise.all([portsOfAnother(), portsOfAnother()]);
  const used = ranges.flatMap((ports) => [ports.temporal, ports.postgres, ports.kafka]);
  expect(new Set(used).size).toBe(used.length);
  expect(used.filter((port) => others.includes(port))).toEqual([]);
});

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { parserVersion } from '../../../src/recordings/summary/file-summary.ts';

const url = (path: string) => new URL(`../../../${path}`, import.meta.url).href;

test('a process with the newer parser, and a thread of it, has another version', () => {
  const module = JSON.stringify(url('src/recordings/summary/file-summary.ts'));
  const inThread = `import { parentPort } from 'node:worker_threads';
    const { parserVersion } = await import(${module});
    parentPort.postMessage(parserVersion);`;
  const script = `import { Worker } from 'node:worker_threads';
    const { parserVersion } = await import(${module});
    const thread = new Worker(new URL('data:text/javascript,' + encodeURIComponent(${JSON.stringify(inThread)})));
    thread.once('message', (version) => console.log(parserVersion, version));`;
  const said = execFileSync(
    process.execPath,
    ['--import', url('chaos/newer-parser.ts'), '--input-type=module', '-e', script],
    { encoding: 'utf8' },
  );
  expect(said.trim()).toBe(`${parserVersion}.1 ${parserVersion}.1`);
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realRecordings } from '../support/recordings/real-recordings.ts';
import { oracleSamples } from './samples.ts';

type Asked = keyof typeof oracleSamples;

/** Their scripts take NAME=FILE, and name the real recordings including their folder. */
const named: readonly Asked[] = ['mcap', 'ulog'];

/**
 * Queries the Python readers again about the real recordings and the samples: `node test/oracles/ask.ts PYTHON
 * [FORMAT…]` writes each format's `expected.json`.
 */
function ask(python: string, format: Asked): void {
  const folder = mkdtempSync(join(tmpdir(), 'argus-oracle-'));
  const argument = (name: string, path: string) => (named.includes(format) ? `${name}=${path}` : path);
  try {
    const samples = Object.entries(oracleSamples[format]).map(([name, make]) => {
      writeFileSync(join(folder, name), make());
      return argument(name, join(folder, name));
    });
    const shared = realRecordings ? join(realRecordings, format) : '';
    const real = existsSync(shared)
      ? readdirSync(shared).map((name) => argument(`${format}/${name}`, join(shared, name)))
      : [];
    const script = fileURLToPath(new URL(`${format}/ask.py`, import.meta.url));
    const answer = execFileSync(python, [script, ...real, ...samples], { maxBuffer: 1 << 26 });
    writeFileSync(fileURLToPath(new URL(`${format}/expected.json`, import.meta.url)), answer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [python = 'python3', ...formats] = process.argv.slice(2);
for (const format of Object.keys(oracleSamples) as Asked[]) {
  if (formats.length === 0 || formats.includes(format)) ask(python, format);
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realRecordings } from '../recordings/support/real-recordings.ts';
import { oracleSamples } from './samples.ts';

/**
 * Asks the Python readers again about the real recordings and the samples: `node test/oracles/ask.ts PYTHON [FORMAT…]`
 * writes each format's `expected.json`.
 */
function ask(python: string, format: keyof typeof oracleSamples): void {
  const folder = mkdtempSync(join(tmpdir(), 'argus-oracle-'));
  try {
    const samples = Object.entries(oracleSamples[format]).map(([name, make]) => {
      writeFileSync(join(folder, name), make());
      return `${name}=${join(folder, name)}`;
    });
    const shared = realRecordings ? join(realRecordings, format) : undefined;
    const real = shared ? readdirSync(shared).map((name) => `${format}/${name}=${join(shared, name)}`) : [];
    const script = fileURLToPath(new URL(`${format}/ask.py`, import.meta.url));
    const answer = execFileSync(python, [script, ...real, ...samples], { maxBuffer: 1 << 26 });
    writeFileSync(fileURLToPath(new URL(`${format}/expected.json`, import.meta.url)), answer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [python = 'python3', ...named] = process.argv.slice(2);
for (const format of ['mcap', 'ulog'] as const) {
  if (named.length === 0 || named.includes(format)) ask(python, format);
}

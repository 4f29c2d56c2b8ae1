import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import type { Report } from '../../../src/report/report-schema.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'argus-render-'));
  const frames = Array.from(
    { length: 20 },
    (_, i) => `(${1_773_475_200 + i}.000000) can0 0C9#84${i + 10}271000001000\n`,
  );
  writeFileSync(join(folder, 'trace.log'), frames.join(''));
  writeFileSync(join(folder, 'vehicle.dbc'), sampleDbc());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rendered(...args: string[]): Report {
  const out = join(folder, 'out');
  execFileSync(process.execPath, ['scripts/render-report.ts', ...args, '--out', out]);
  return JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
}

test('a report of files on this machine names CAN signals by the DBC among them, or by one that is named', () => {
  const [trace, dbc] = [join(folder, 'trace.log'), join(folder, 'vehicle.dbc')];
  expect(rendered(trace).topics[0]?.type).not.toBe('Speed_01');
  for (const args of [
    [trace, dbc],
    [trace, '--dbc', dbc],
  ]) {
    const { topics, provenance } = rendered(...args);
    expect(topics[0]).toMatchObject({ name: 'can0 0x0C9', type: 'Speed_01' });
    expect(provenance.databases).toMatchObject([{ name: 'vehicle.dbc' }]);
  }
});

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleBlf } from '../../../samples/blf/sample-blf.ts';
import { sampleCsv } from '../../../samples/csv/sample-csv.ts';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import { exitCodes } from '../../../src/cli/exit-codes.ts';

const bin = fileURLToPath(new URL('../../../bin/argus.mjs', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'argus-cli-export-'));
  writeFileSync(join(folder, 'table.csv'), sampleCsv({ seconds: 5 }));
  writeFileSync(join(folder, 'bus.blf'), sampleBlf({ seconds: 5 }).subarray(0, 20_000));
  writeFileSync(join(folder, 'car.dbc'), sampleDbc());
});
afterAll(() => rmSync(folder, { recursive: true }));

function argus(...args: string[]) {
  return spawnSync(process.execPath, [bin, 'export', ...args], { encoding: 'utf8', cwd: folder });
}

test('a whole recording becomes a folder, which is not overwritten', () => {
  const { status, stdout } = argus('table.csv', '-o', 'out');
  expect([status, stdout]).toEqual([
    0,
    `table.csv (csv): 50 rows in 1 file in ${join('out', 'table.csv')}\n`,
  ]);
  expect(readdirSync(join(folder, 'out', 'table.csv')).toSorted()).toEqual(['export.json', 'table.parquet']);
  const again = argus('table.csv', '-o', 'out');
  expect(again.status).toBe(exitCodes.usage.code);
  expect(again.stderr).toContain('Name another folder with -o, or remove this one.');
});

test('what cannot be written is named, and leaves nothing behind', () => {
  // Larger files than 512 bytes are refused, as all are on a full disk.
  const limited = 'ulimit -f 1; exec "$0" "$@"';
  const command = [process.execPath, bin, 'export', 'table.csv', '-o', 'full/of/it'];
  const { status, stderr } = spawnSync('sh', ['-c', limited, ...command], { encoding: 'utf8', cwd: folder });
  expect(status).toBe(exitCodes.usage.code);
  expect(stderr).toContain(`argus: ${join('full', 'of', 'it', 'table.csv')} cannot be written: EFBIG`);
  expect(existsSync(join(folder, 'full'))).toBe(false);
});

test('of a damaged recording it writes what can be read, says so, and exits with 1', () => {
  const { status, stdout } = argus('bus.blf', 'car.dbc', '-o', 'damaged', '--json');
  expect(status).toBe(exitCodes.filesFailed.code);
  const [bus, database] = JSON.parse(stdout);
  expect(bus).toMatchObject({
    name: 'bus.blf',
    format: 'blf',
    folder: join('damaged', 'bus.blf'),
    left_out: {},
  });
  expect(bus.verdict.code).not.toBe('ok');
  expect(bus.tables.length).toBeGreaterThan(3);
  for (const { file } of bus.tables) expect(existsSync(join(folder, 'damaged', 'bus.blf', file))).toBe(true);
  // Definitions are no messages, and leave no folder.
  expect(database).toMatchObject({ name: 'car.dbc', tables: [] });
  expect(readdirSync(join(folder, 'damaged'))).toEqual(['bus.blf']);
});

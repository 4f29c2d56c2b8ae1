import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import type { Inspection } from '../../../src/cli/inspect/inspection.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { writeBagFolder } from '../../support/recordings/write-bag-folder.ts';

const argus = fileURLToPath(new URL('../../../bin/argus.mjs', import.meta.url));
const whole = sampleMcap({ seconds: 20 });
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'argus-inspect-'));
  writeFileSync(join(folder, 'a.mcap'), whole);
  writeFileSync(join(folder, 'b.ulg'), sampleUlog({ seconds: 20 }));
});
afterAll(() => rmSync(folder, { recursive: true }));

function inspect(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [argus, 'inspect', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('argus inspect', () => {
  test('prints the content of each file, and exits with 0 if all are whole', () => {
    const { status, stdout } = inspect(folder);
    expect(status).toBe(0);
    expect(stdout).toMatch(/a\.mcap\n {2}OK {2}All [\d,]+ messages were read\.\n {2}mcap, /);
    expect(stdout).toMatch(/messages {2}rate Hz .*topic\n/);
    expect(stdout.indexOf('a.mcap')).toBeLessThan(stdout.indexOf('b.ulg'));
  });

  test('prints an array with the whole summary of each file as JSON', () => {
    const { status, stdout } = inspect('--json', folder);
    const files: Inspection[] = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(files.map(({ format, verdict }) => [format, verdict.code])).toEqual([
      ['mcap', 'ok'],
      ['ulog', 'ok'],
    ]);
    const [mcap] = files;
    expect(mcap?.path).toBe(join(folder, 'a.mcap'));
    expect(mcap?.message_count).toBe(mcap?.topics.reduce((sum, { message_count }) => sum + message_count, 0));
    const imu = mcap?.topics.toSorted((a, b) => b.message_count - a.message_count)[0];
    expect(imu?.rate_hz).toBeCloseTo(1e9 / (imu?.usual_interval_ns ?? 0), -2);
    expect(imu).toMatchObject({ gaps: 0, out_of_order: 0 });
  });

  test('recognises companion files of a recording', async () => {
    const bag = join(folder, 'bag');
    await writeBagFolder(bag);
    const { status, stdout } = inspect(bag);
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/-wal\n {2}OK {2}This is the write-ahead log/);
    rmSync(bag, { recursive: true });
  });

  test('says how a recording is compressed, and what its byte offsets refer to', () => {
    const path = join(folder, 'packed.gz');
    writeFileSync(path, gzipSync(whole));
    const { status, stdout } = inspect(path);
    rmSync(path);
    expect(status).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'packed with gzip: places count bytes of the unpacked recording, damaged bytes those of the file',
    );
  });

  test('exits with 1 if a file is damaged, and says at which byte', () => {
    const path = join(folder, 'cut.mcap');
    writeFileSync(path, whole.subarray(0, whole.length - 5_000));
    const { status, stdout } = inspect(path);
    expect(status).toBe(1);
    expect(stdout).toMatch(/TRUNCATED {2}At byte \d+ the recording ends in the middle of/);
    expect(stdout).toMatch(/damaged: bytes [\d,]+ to [\d,]+ \(/);
  });

  test('reports a missing file in one line, and what to check in another', () => {
    const { status, stdout, stderr } = inspect(join(folder, 'none.mcap'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toBe(
      `argus: ${join(folder, 'none.mcap')}: there is no such file or folder\n` +
        'Check the path, and that you may read it; folders are searched at any depth.\n',
    );
  });

  test('writes one report over all files, as page, PDF and JSON', () => {
    const names = ['report.html', 'report.pdf', 'report.json'];
    const outputs = names.map((name) => join(folder, name));
    const { status, stdout } = inspect(join(folder, 'a.mcap'), join(folder, 'b.ulg'), '--report', ...outputs);
    const [html = '', pdf = '', json = ''] = outputs.map((output) => readFileSync(output, 'latin1'));
    for (const output of outputs) rmSync(output);
    expect(status).toBe(0);
    expect(stdout).toContain('a.mcap\n');
    expect(html.includes('src="data:image/svg+xml')).toBe(true);
    expect(pdf).toMatch(/^%PDF-/);
    const report: Report = JSON.parse(json);
    expect(report.files.map(({ name, sha256 }) => [name, sha256])).toEqual([
      ['a.mcap', createHash('sha256').update(whole).digest('hex')],
      ['b.ulg', expect.stringMatching(/^[0-9a-f]{64}$/)],
    ]);
  });

  test('refuses a report in another format before reading anything', () => {
    const { status, stdout, stderr } = inspect(folder, '--report', 'report.docx');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Use .html, .pdf, .json.');
  });

  test('names CAN signals in the report by a DBC file among the recordings, or by --dbc', () => {
    const frames = Array.from(
      { length: 20 },
      (_, i) => `(${1_773_475_200 + i}.000000) can0 0C9#84${i + 10}271000001000\n`,
    );
    const [trace, dbc, output] = [
      join(folder, 'trace.log'),
      join(folder, 'vehicle.dbc'),
      join(folder, 'can.json'),
    ];
    writeFileSync(trace, frames.join(''));
    writeFileSync(dbc, sampleDbc());
    const reportOf = (...args: string[]): Report => {
      inspect(trace, ...args, '--report', output);
      return JSON.parse(readFileSync(output, 'utf8'));
    };
    expect(reportOf().topics[0]?.type).not.toBe('Speed_01');
    for (const args of [[dbc], ['--dbc', dbc]]) {
      const { topics, provenance } = reportOf(...args);
      expect(topics[0]).toMatchObject({ name: 'can0 0x0C9', type: 'Speed_01' });
      expect(provenance.databases).toMatchObject([{ name: 'vehicle.dbc' }]);
    }
    for (const path of [trace, dbc, output]) rmSync(path);
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { McapStreamReader } from '@mcap/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import type { Fault } from '../../../samples/faults.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { planDrive } from '../../../samples/plan-drive.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { writeDrive } from '../../../samples/write-drive.ts';
import { createAggregator } from '../../../src/diagnosis/aggregator.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { verdictFails } from '../../../src/domain/verdict.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { openDatabase } from '../../../src/recordings/meaning/dbc/open-database.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import type { FileSummary, StampSummary } from '../../../src/recordings/summary/file-summary.ts';
import { summarise } from '../../support/recordings/summarise.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-samples-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a synthetic drive', () => {
  test('depends only on the seed', () => {
    expect(sampleMcap({ seed: 3, seconds: 2 })).toEqual(sampleMcap({ seed: 3, seconds: 2 }));
    expect(sampleMcap({ seed: 3, seconds: 2 })).not.toEqual(sampleMcap({ seed: 4, seconds: 2 }));
    expect(sampleUlog({ seed: 3, seconds: 2 })).toEqual(sampleUlog({ seed: 3, seconds: 2 }));
  });

  test('has ROS bags of both kinds from the seventh file on', async () => {
    const formats: string[] = [];
    for (const { name, make } of planDrive({ files: 8, faults: [] }).slice(6))
      formats.push(`${name} ${(await summarise(make())).format}`);
    expect(formats).toEqual(['gateway_06.bag ros1bag', 'logger_07.db3 ros2db3']);
  });

  test('has six files, a few with something to find, most of them clean', async () => {
    const paths = await writeDrive(join(folder, 'default'));
    const summaries = await Promise.all(paths.map(async (path) => summarise(await readFile(path))));
    expect(summaries.map(({ verdict }) => verdict.code)).toEqual(['ok', 'ok', 'ok', 'truncated', 'ok', 'ok']);
    expect(summaries.map(({ format }) => format)).toEqual(['mcap', 'mcap', 'mcap', 'mcap', 'mcap', 'ulog']);
    expect(summaries.filter(({ codes }) => codes.length > 0)).toHaveLength(2);
    const bytes = summaries.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
    expect(bytes).toBeGreaterThan(2e6);
    expect(bytes).toBeLessThan(6e6);
  });

  test('with its buses has three files more: an MDF4, a trace, and the database that names their signals', async () => {
    const plan = planDrive({ files: 1, faults: [], buses: true, busFaults: ['misfire'] }).slice(1);
    expect(plan.map(({ name }) => name)).toEqual(['bus_01.mf4', 'trace_02.blf', 'vehicle.dbc']);
    const bytes = plan.map(({ make }) => make());
    const databases = [openDatabase('vehicle.dbc', bytes[2] ?? new Uint8Array())];
    const read = await Promise.all(bytes.map((each) => summariseFile(bufferSource(each), { databases })));
    expect(read.map(({ format, verdict }) => `${format} ${verdict.code}`)).toEqual([
      'mdf4 ok',
      'blf ok',
      'dbc ok',
    ]);
    const [logger, trace] = read;
    expect(logger && hasCode(logger, /^P0301$/)).toBe(true);
    expect(logger && metric(logger, 'battery_voltage', 'Body_02')).toBeDefined();
    expect(trace && metric(trace, 'engine_speed_rpm', 'EEC1')).toBeDefined();
  });

  test('with clean buses gives the diagnosis no reason to warn', async () => {
    const databases = [openDatabase('vehicle.dbc', sampleDbc())];
    const aggregator = createAggregator();
    for (const { name, make } of planDrive({ files: 1, faults: [], buses: true, busFaults: [] })) {
      const bytes = make();
      const summary = await summariseFile(bufferSource(bytes), { databases });
      const state = verdictFails(summary.verdict) ? 'failed' : 'parsed';
      aggregator.add({ file_id: name, name, size: bytes.length, sha256: name, state, summary });
    }
    const { findings } = diagnose(aggregator.finish());
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('continues from file to file without a hole', async () => {
    const spans = [];
    for (const { make } of planDrive({ files: 3, faults: [] })) spans.push((await summarise(make())).span);
    for (const [index, span] of spans.slice(1).entries()) {
      const hole = Number(BigInt(span?.start_ns ?? 0) - BigInt(spans[index]?.end_ns ?? 0)) / 1e9;
      expect(hole).toBeGreaterThan(0);
      expect(hole).toBeLessThan(0.2);
    }
  });

  test('has roughly the requested size', () => {
    for (const bytes of [2e6, 10e6]) {
      const size = sampleMcap({ seconds: 60, bytes }).byteLength;
      expect(Math.abs(size - bytes) / bytes).toBeLessThan(0.15);
    }
  });

  test('is valid for @mcap/core', () => {
    const reader = new McapStreamReader({ validateCrcs: true });
    reader.append(sampleMcap({ seconds: 2, compression: 'none' }));
    let messages = 0;
    for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
      if (record.type === 'Message') messages += 1;
    }
    expect(reader.done()).toBe(true);
    expect(messages).toBeGreaterThan(200);
  });
});

const metric = (summary: FileSummary, name: string, source = '') =>
  summary.metrics.find((each) => each.name === name && each.source.includes(source));
const hasCode = (summary: FileSummary, pattern: RegExp) =>
  summary.codes.some(({ code }) => pattern.test(code));

const stampsOf = ({ topics }: FileSummary, topic: string) =>
  topics.find(({ name }) => name === topic)?.stamps as StampSummary;

/** How each fault must appear in a summary. */
const signs: Record<Fault, (summary: FileSummary) => unknown> = {
  'cpu-saturation': (s) => (metric(s, 'cpu_percent')?.max_milli ?? 0) > 96_000,
  'ram-leak': (s) => (metric(s, 'ram_percent')?.max_milli ?? 0) > 90_000,
  'low-battery': (s) => (metric(s, 'battery_percent')?.min_milli ?? 1e9) < 5_000 && hasCode(s, /battery low/),
  'under-voltage': (s) => (metric(s, 'battery_voltage')?.min_milli ?? 1e9) < 9_000,
  'over-temperature': (s) =>
    (metric(s, 'temperature_celsius', '/compute')?.max_milli ?? 0) > 100_000 &&
    hasCode(s, /over temperature/),
  'silent-topic': (s) => (s.topics.find(({ name }) => name === '/lidar/scan')?.max_gap_ns ?? 0) > 15e9,
  'error-diagnostics': (s) => hasCode(s, /hydraulic pressure/),
  'stale-diagnostics': (s) => hasCode(s, /stale/),
  'log-errors': (s) => s.codes.some(({ source, count }) => source === 'log' && count > 30),
  'out-of-order': (s) => s.topics.some(({ out_of_order }) => out_of_order > 0),
  'clock-jump': (s) => hasCode(s, /clock jump/) && s.span?.start_ns.startsWith('17734752'),
  'clock-offset': (s) => s.span?.start_ns.startsWith('17734752015'),
  'disk-full': (s) => (metric(s, 'disk_percent')?.min_milli ?? 0) > 98_000,
  'disk-filling': (s) => (metric(s, 'disk_percent')?.max_milli ?? 0) > 90_000,
  'falling-rate': (s) => (s.topics.find(({ name }) => name === '/lidar/scan')?.message_count ?? 600) < 500,
  'fatal-log': (s) => s.codes.some(({ source, severity }) => source === 'log' && severity === 'critical'),
  'few-log-errors': (s) => s.codes.some(({ source, count }) => source === 'log' && count === 3),
  'late-messages': (s) => s.topics.filter(({ out_of_order }) => out_of_order >= 10).length === 3,
  'memory-pressure': (s) => (metric(s, 'ram_percent')?.max_milli ?? 0) > 95_000,
  'not-finite': (s) => s.codes.some(({ source }) => source === 'not-finite'),
  undecodable: (s) => s.codes.some(({ source }) => source === 'decoder'),
  'unset-clock': (s) => s.span?.start_ns.startsWith('9466848'),
  'recording-pause': (s) => s.topics.every(({ max_gap_ns }) => max_gap_ns > 5e9),
  'sensor-pauses': (s) => (s.topics.find(({ name }) => name === '/lidar/scan')?.gaps ?? 0) > 2,
  'sensor-ends': (s) => (s.topics.find(({ name }) => name === '/lidar/scan')?.message_count ?? 600) < 50,
  'delayed-messages': (s) => stampsOf(s, '/lidar/scan').greatest_lag_ms > 1_400,
  'pose-jumps': (s) => s.codes.some(({ source, count }) => source === 'pose-jump' && count > 2),
  'stamps-ahead': (s) => stampsOf(s, '/gps/fix').ahead === 1,
  'stamps-drift': (s) =>
    stampsOf(s, '/gps/fix').greatest_lag_ms > 2_900 &&
    !stampsOf(s, '/gps/fix').back &&
    stampsOf(s, '/gps/fix').least_lag_ms < 100,
  'stamps-apart': (s) => s.topics.some(({ stamps }) => (stamps?.least_lag_ms ?? 0) > 3_599_000),
  'stuck-imu': (s) => s.codes.some(({ source, count }) => source === 'stuck' && count === 1),
  'temperature-rising': (s) => (metric(s, 'temperature_celsius', '/compute')?.max_milli ?? 0) > 75_000,
  'topic-gaps': (s) => (s.topics.find(({ name }) => name === '/imu/data')?.gaps ?? 0) > 40,
  'topic-jitter': (s) => (s.topics.find(({ name }) => name === '/imu/data')?.jitter_sum_ns ?? 0) > 10e9,
  'voltage-sag': (s) => (metric(s, 'battery_voltage')?.min_milli ?? 1e9) < 12_000,
  truncated: (s) => s.verdict.code === 'truncated' && s.message_count > 0,
  'corrupt-chunk': (s) => s.verdict.code === 'corrupt' && s.message_count > 0,
  empty: (s) => s.verdict.code === 'empty',
  'unknown-format': (s) => s.verdict.code === 'unknown_format',
};

describe('faults', () => {
  test.each(Object.entries(signs))('%s is visible', async (name, shows) => {
    const [file] = planDrive({ files: 1, faults: [name as Fault] });
    expect(shows(await summarise(file?.make() ?? new Uint8Array()))).toBe(true);
    const [clean] = planDrive({ files: 1, faults: [] });
    expect(shows(await summarise(clean?.make() ?? new Uint8Array()))).toBe(false);
  });

  test('are spread over the files', () => {
    const plan = planDrive({ files: 4, faults: ['cpu-saturation', 'truncated', 'empty', 'ram-leak'] });
    expect(plan.map(({ faults }) => faults)).toEqual([
      ['ram-leak'],
      ['cpu-saturation', 'ram-leak'],
      ['empty', 'ram-leak'],
      ['truncated', 'ram-leak'],
    ]);
  });
});

describe('the command', () => {
  const run = promisify(execFile);
  const cli = fileURLToPath(new URL('../../../samples/cli.ts', import.meta.url));
  const call = (...args: string[]) =>
    run(process.execPath, [cli, ...args]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test('writes the requested files and prints the paths', async () => {
    const target = join(folder, 'cli');
    const { code, stdout } = await call(
      target,
      '--files',
      '2',
      '--fault',
      'empty',
      '--seed',
      '9',
      '--size',
      '300K',
    );
    expect(code).toBe(0);
    expect(stdout.trim().split('\n').sort()).toEqual(
      (await readdir(target)).sort().map((name) => join(target, name)),
    );
    expect((await readFile(join(target, 'drive_01.mcap'))).byteLength).toBe(0);
  });

  test.each([
    [['--fault', 'rust'], /"rust" is no fault/],
    [['--files', '0'], /--files expects/],
    [['--size', 'huge'], /"huge" is no size/],
  ])('says what is wrong with %j', async (args, message) => {
    const { code, stderr } = await call(join(folder, 'never'), ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

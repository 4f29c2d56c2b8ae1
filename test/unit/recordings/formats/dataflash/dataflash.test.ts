import { describe, expect, test } from 'vitest';
import { DataflashWriter } from '../../../../../samples/dataflash/dataflash-writer.ts';
import { sampleDataflash } from '../../../../../samples/dataflash/sample-dataflash.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const definition = 89;

function small(count = 10): DataflashWriter {
  const writer = new DataflashWriter();
  writer.define(1, 'THNG', 'QfB', 'TimeUS,X,I');
  for (let i = 0; i < count; i += 1) writer.write('THNG', 1_000_000 + i * 1_000, i, i % 2);
  return writer;
}
const thing = 16;

describe('an intact log', () => {
  test('is read message by message, each device separately, in the time of GPS', async () => {
    const summary = await summarise(sampleDataflash({ seconds: 20 }));
    expect(summary).toMatchObject({ format: 'dataflash', verdict: { code: 'ok' } });
    expect(countsByTopic(summary)).toMatchObject({
      'IMU[0]': 1_000,
      ATT: 200,
      'GPS[0]': 100,
      'XKF4[0]': 200,
      FMT: 21,
      PARM: 5,
    });
    const start = Date.parse('2026-03-14T08:00:00Z');
    expect(summary.span?.clock).toBe('unix');
    expect(Math.abs(Number(BigInt(summary.span?.start_ns ?? 0) / 1_000_000n) - start)).toBeLessThan(5);
    expect(await summariseInPieces(sampleDataflash({ seconds: 20 }), 777)).toEqual(summary);
  });

  test('counts from the start of the system where no receiver gives a date', async () => {
    const { span } = await summarise(sampleDataflash({ seconds: 5, hasGps: false }));
    expect(span).toMatchObject({ start_ns: '12000000000', clock: 'boot' });
  });

  test('whose times count from 1970 keeps them, but for messages stamped 0', async () => {
    const writer = new DataflashWriter();
    writer.define(1, 'THNG', 'Qf', 'TimeUS,X');
    const start = Date.parse('2026-07-17T02:32:17Z') * 1000;
    for (let i = 0; i < 20; i += 1) writer.write('THNG', i === 10 ? 0 : start + i * 1_000, i);
    const { span, topics, codes } = await summarise(writer.bytes());
    expect(span).toMatchObject({ start_ns: `${start}000`, end_ns: `${start + 19_000}000`, clock: 'unix' });
    expect(topics.find(({ name }) => name === 'THNG')?.message_count).toBe(20);
    expect(codes).toEqual([]);
  });

  test('gives versions, events, modes, changed parameters and texts', async () => {
    const { versions, logs } = await summarise(sampleDataflash({ seconds: 20 }));
    expect(versions).toEqual([
      { component: 'software', version: 'ArduCopter V4.5.1 (a1b2c3d4)' },
      { component: 'os', version: 'ChibiOS: 6a85082c' },
    ]);
    expect(logs.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'Event 10: armed',
        'Mode changed to Loiter',
        'WPNAV_SPEED was set to 800 during the recording, from 3',
        'EKF3 IMU0 is using GPS',
      ]),
    );
  });

  test('gives figures in their units', async () => {
    const { metrics } = await summarise(sampleDataflash({ seconds: 20 }));
    const highest = Object.fromEntries(
      metrics.map(({ name, source, max_milli }) => [`${name} ${source}`, max_milli]),
    );
    expect(highest).toMatchObject({
      'estimator_ratio XKF4[0]: velocity': 60,
      'cell_spread_voltage BCL[0]': 7,
      'gps_satellites GPS[0]': 17_000,
      'gps_jamming UBX1[0]': 12_000,
      'temperature_celsius BAT[0]': 31_000,
    });
    const load = metrics.find(({ name }) => name === 'cpu_percent');
    expect(load?.max_milli).toBeLessThan(60_000);
    expect(load?.min_milli).toBeGreaterThan(20_000);
  });
});

describe('definitions', () => {
  test('of every kind of field are read', async () => {
    const writer = new DataflashWriter();
    writer.define(1, 'ALL', 'QabBhHiIfdgnN', 'TimeUS,a,b,B,h,H,i,I,f,d,g,n,N');
    writer.define(2, 'OLD', 'QcCeELMqZ', 'TimeUS,c,C,e,E,L,M,q,Z');
    writer.define(3, 'BAT', 'Qgg', 'TimeUS,Volt,Temp');
    writer.write('ALL', 1_000, new Uint8Array(64), -1, 1, -2, 2, -3, 3, 0.5, 0.25, 1.5, 'four', 'sixteen');
    writer.write('OLD', 2_000, -0.5, 0.5, -0.5, 0.5, 48.1, 3, -7, 'text');
    writer.write('BAT', 3_000, 12.5, -4.5);
    const { verdict, metrics } = await summarise(writer.bytes());
    expect(verdict.code).toBe('ok');
    expect(metrics.map(({ name, max_milli }) => [name, max_milli])).toEqual([
      ['battery_voltage', 12_500],
      ['temperature_celsius', -4_500],
    ]);
  });

  test('with a character of a later version still give the length of their messages', async () => {
    const writer = new DataflashWriter();
    writer.define(1, 'NEW', 'Q@', 'TimeUS,Later', 3 + 8 + 5);
    for (let i = 0; i < 5; i += 1) writer.raw(1, Buffer.alloc(13, i));
    const summary = await summarise(writer.bytes());
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ NEW: 5, FMT: 2 });
  });

  test('that recur with another length belong to an appended log', async () => {
    const other = new DataflashWriter();
    other.define(1, 'THNG', 'QffI', 'TimeUS,X,Y,Z');
    for (let i = 0; i < 6; i += 1) other.write('THNG', 2_000_000 + i, 1, 2, 3);
    const summary = await summarise(Buffer.concat([small().bytes(), other.bytes()]));
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toMatchObject({ THNG: 16 });
  });
});

describe('an incomplete log', () => {
  test('is truncated in the middle of a message', async () => {
    const bytes = small().bytes();
    const { verdict } = await summarise(bytes.subarray(0, bytes.length - 5));
    expect(verdict).toMatchObject({ code: 'truncated', offset: bytes.length - thing, salvaged_messages: 11 });
  });

  test('may end in the erased rest of a page', async () => {
    for (const fill of [0x00, 0xff]) {
      const page = Buffer.alloc(400, fill);
      expect((await summarise(Buffer.concat([small().bytes(), page]))).verdict.code).toBe('ok');
    }
    const much = Buffer.concat([small().bytes(), Buffer.alloc(5_000, 0xff)]);
    expect((await summarise(much)).verdict.code).toBe('truncated');
  });

  test('continues after damage where the distance of two heads matches a definition', async () => {
    const bytes = small(20).bytes();
    const at = 2 * definition + 5 * thing;
    const damaged = Buffer.from(bytes).fill(0x33, at, at + thing);
    const { verdict, message_count } = await summarise(damaged);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: at, end: at + thing }] });
    expect(message_count).toBe(21);
  });

  test('loses only the message of which bytes are missing', async () => {
    const bytes = small(20).bytes();
    const at = 2 * definition + 5 * thing;
    const without = Buffer.concat([bytes.subarray(0, at + 8), bytes.subarray(at + 11)]);
    const { verdict, message_count } = await summarise(without);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: at, end: at + thing - 3 }] });
    expect(message_count).toBe(21);
  });

  test('loses only the message into which bytes were put', async () => {
    const bytes = small(20).bytes();
    const at = 2 * definition + 5 * thing;
    const grown = Buffer.concat([bytes.subarray(0, at + 8), Buffer.of(0x0d), bytes.subarray(at + 8)]);
    const { verdict, message_count } = await summarise(grown);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: at, end: at + thing + 1 }] });
    expect(message_count).toBe(21);
  });

  test('is recognised when its first definition is damaged', async () => {
    const bytes = Buffer.from(sampleDataflash({ seconds: 2 })).fill(0, 0, 40);
    expect(detectFormat(bytes.subarray(0, 4096)).reader?.format).toBe('dataflash');
    expect((await summarise(bytes)).verdict).toMatchObject({ code: 'corrupt', offset: 0 });
  });

  test('counts an absurd time separately', async () => {
    const writer = small(50);
    writer.write('THNG', 9e15, 1, 0);
    const { span, codes } = await summarise(writer.bytes());
    expect(span).toMatchObject({ start_ns: '1000000000', end_ns: '1049000000' });
    expect(codes.map(({ code }) => code)).toContain('clock jump');
  });
});

test('an encrypted log says so', async () => {
  const { verdict } = await summarise(Buffer.concat([Buffer.from('APLOGE1\0\x01'), Buffer.alloc(400, 7)]));
  expect(verdict).toMatchObject({ code: 'encrypted' });
});

test('failsafes, errors and lost messages are codes', async () => {
  const writer = new DataflashWriter();
  writer.define(1, 'ERR', 'QBB', 'TimeUS,Subsys,ECode');
  writer.define(2, 'MODE', 'QMBB', 'TimeUS,Mode,ModeNum,Rsn');
  writer.define(3, 'PM', 'QHI', 'TimeUS,LogDrop,IntE');
  for (const [subsystem, code] of [
    [6, 1],
    [6, 0],
    [12, 1],
    [3, 4],
    [28, 1],
    [99, 7],
  ] as const)
    writer.write('ERR', 1_000, subsystem, code);
  writer.write('MODE', 2_000, 6, 6, 3);
  writer.write('PM', 3_000, 12, 64);
  const { codes, logs } = await summarise(writer.bytes());
  expect(codes.map(({ code, source, severity }) => `${source} ${severity}: ${code}`).toSorted()).toEqual([
    'diagnostics critical: crash check: crash',
    'diagnostics error: compass: unhealthy',
    'diagnostics error: internal error',
    'diagnostics error: subsystem 99: code 7',
    'dropout warning: dropout',
    'failsafe error: battery failsafe',
    'failsafe error: pilot input failsafe',
    'failsafe error: radio failsafe',
  ]);
  expect(logs.map(({ text }) => text)).toContain('Resolved: battery failsafe');
});

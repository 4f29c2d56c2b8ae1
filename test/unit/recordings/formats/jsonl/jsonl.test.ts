import { describe, expect, test } from 'vitest';
import { sampleJsonl } from '../../../../../samples/jsonl/sample-jsonl.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const lines = (...objects: unknown[]) =>
  Buffer.from(objects.map((each) => `${JSON.stringify(each)}\n`).join(''));

describe('JSON in lines', () => {
  test('gives metrics by the paths of its fields', async () => {
    const summary = await summarise(
      lines(
        {
          time: 1.5,
          battery: { battery_voltage: 12.5 },
          'speed [m/s]': 3,
          on: true,
          list: [1, 2],
          none: null,
        },
        { time: 2.5, battery: { battery_voltage: 12 }, 'speed [m/s]': 4, late: 7, word: 'x' },
      ),
    );
    expect(summary).toMatchObject({
      format: 'jsonl',
      verdict: { code: 'ok', message: 'All 2 messages were read.' },
      span: { start_ns: '1500000000', end_ns: '2500000000', clock: 'boot' },
      read_as:
        'JSON object per line; time: "time", taken as seconds since the start, since no unit is given.',
      omitted: { values: { text: 2, no_number: 1 } },
    });
    expect(summary.metrics.map(({ name, source, count }) => [name, source, count])).toEqual(
      expect.arrayContaining([
        ['battery_voltage', 'battery.battery_voltage', 2],
        ['signal', 'speed', 2],
        ['signal', 'late', 1],
      ]),
    );
  });

  test('may have numbers that are none, as Python writes them', async () => {
    const written = [
      '{"time": 1700000000, "a": NaN, "b": "NaN, -Infinity"}',
      '{"time": 1700000001, "a": -Infinity}',
    ];
    const summary = await summarise(Buffer.from([...written, '{"time": 1700000002, "a": 3}', ''].join('\n')));
    expect(summary).toMatchObject({
      format: 'jsonl',
      verdict: { code: 'ok', message: 'All 3 messages were read.' },
      omitted: { values: { no_number: 2, text: 1 } },
    });
    expect(summary.metrics.map(({ source, count }) => [source, count])).toEqual([['a', 1]]);
  });

  test('from the journal of systemd are lines of a log', async () => {
    const entry = (us: number, PRIORITY: string, MESSAGE: string) => ({
      __REALTIME_TIMESTAMP: String(1_700_000_000_000_000 + us),
      PRIORITY,
      MESSAGE,
      SYSLOG_IDENTIFIER: 'ecu',
    });
    const summary = await summarise(lines(entry(5, '6', 'started'), entry(9, '3', 'motor failed')));
    expect(summary).toMatchObject({
      verdict: { code: 'ok' },
      span: { start_ns: '1700000000000005000', end_ns: '1700000000000009000' },
    });
    expect(summary.codes.map(({ code, severity }) => [code, severity])).toEqual([
      ['ecu: motor failed', 'error'],
    ]);
  });

  test('is recognised by one whole line where lines are long', async () => {
    const long = (time: number) => ({ time, 'speed [m/s]': 3, list: Array.from({ length: 1_500 }, () => 1) });
    const { format, message_count } = await summarise(lines(long(1.5), long(2.5), long(3.5)));
    expect({ format, message_count }).toEqual({ format: 'jsonl', message_count: 3 });
  });

  test('keeps nanoseconds that are beyond the integers of a double', async () => {
    const { span } = await summarise(
      Buffer.from('{"a":1,"timestamp":1709287200123456789}\n{"a":1,"timestamp":1709287201123456789}\n'),
    );
    expect(span).toEqual({ start_ns: '1709287200123456789', end_ns: '1709287201123456789', clock: 'unix' });
  });

  test('with levels is a log', async () => {
    const { logs, codes } = await summarise(
      lines(
        { '@timestamp': '2024-03-01T10:00:00Z', level: 'warn', logger: 'uplink', message: 'retry 3' },
        { '@timestamp': '2024-03-01T10:00:01Z', level: 'info', logger: 'uplink', message: 'sent' },
      ),
    );
    expect(logs).toMatchObject([
      { severity: 'warning', source: 'uplink', text: 'retry 3' },
      { severity: 'info' },
    ]);
    expect(codes).toMatchObject([{ code: 'uplink: retry #', severity: 'warning' }]);
  });

  test('without a time is named with what to do', async () => {
    const { verdict } = await summarise(lines({ a: 1 }, { a: 2 }));
    expect(verdict).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('name the field that holds it "time"'),
    });
  });

  test('counts lines without a time, and says where one is no JSON', async () => {
    const { verdict, message_count, omitted, logs } = await summarise(
      Buffer.concat([
        lines({ t: 1, a: 1 }, { t: 2, a: 2 }, { a: 3 }),
        Buffer.from('{"t":\n'),
        lines({ t: 3, a: 1 }),
      ]),
    );
    expect({ code: verdict.code, offset: verdict.offset, message_count }).toEqual({
      code: 'corrupt',
      offset: 36,
      message_count: 3,
    });
    expect(omitted.values).toEqual({ no_time: 1 });
    expect(logs[0]?.text).toBe('Counted but not read: line without a readable time (1).');
  });

  test('of hostile depth and with a flood of fields stays in bounds', async () => {
    const deep = `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`;
    const flood = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`f${i}`, i]));
    const { omitted, message_count } = await summarise(
      Buffer.concat([
        lines({ t: 1, a: 1 }, { t: 2, a: 1 }),
        Buffer.from(`{"t":3,"d":${deep}}\n`),
        lines({ t: 4, ...flood }),
      ]),
    );
    expect(message_count).toBe(4);
    expect(omitted.values).toMatchObject({ no_number: 1, too_many: expect.any(Number) });
  });

  test('whose times CANboat left out is named with what to do', async () => {
    const { verdict } = await summarise(
      lines(
        { timestamp: '-', pgn: 127250, fields: { Heading: 1 } },
        { timestamp: '-', pgn: 127250, fields: { Heading: 2 } },
      ),
    );
    expect(verdict).toMatchObject({
      code: 'unsupported',
      message:
        'This is JSON in lines without times: those of its rows are left empty; record them again with times, and upload that.',
    });
  });

  test('is told from a single document', () => {
    const format = (text: string) => detectFormat(Buffer.from(text)).reader?.format;
    expect(format('{"time": 1}\n{"time": 2}\n')).toBe('jsonl');
    expect(format('{"time": 1}\n')).toBe('companion');
    expect(format('{\n "time": 1\n}\n')).toBe('companion');
    expect(format('[1,\n2]\n')).not.toBe('jsonl');
  });
});

describe('damaged JSON in lines', () => {
  test('loses no line but the damaged ones', async () => {
    const bytes = sampleJsonl({ seconds: 15 });
    const extents = lineExtents(bytes, () => true);
    await checkDamage({ bytes, extents, vital: [{ start: 0, end: 1_000 }] }, { seed: 1, runs: 150 });
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleJsonl({ seconds: 10 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

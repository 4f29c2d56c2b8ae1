import { ULog } from '@foxglove/ulog';
import { describe, expect, test } from 'vitest';
import { sampleUlog } from '../../../../../samples/ulog/sample-ulog.ts';
import { UlogWriter } from '../../../../../samples/ulog/ulog-writer.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

/** Counts of @foxglove/ulog, by our topic names. */
async function oracleCounts(bytes: Uint8Array): Promise<Record<string, number>> {
  const log = new ULog({
    open: async () => bytes.byteLength,
    read: async (offset: number, length: number) => new Uint8Array(bytes.subarray(offset, offset + length)),
    size: () => bytes.byteLength,
  });
  await log.open();
  const counts: Record<string, number> = {};
  for (const [id, count] of log.dataMessageCounts() ?? []) {
    const { name, multiId } = log.subscriptions.get(id) ?? { name: '?', multiId: 0 };
    counts[multiId === 0 ? name : `${name}/${multiId}`] = count;
  }
  return counts;
}

const codesOf = (summary: Awaited<ReturnType<typeof summarise>>) =>
  summary.codes.map(({ code, source, severity, count }) => ({ code, source, severity, count }));

describe('an intact ULog', () => {
  test('is counted as @foxglove/ulog counts it', async () => {
    const bytes = sampleUlog({ seconds: 20 });
    const summary = await summarise(bytes);
    expect(countsByTopic(summary)).toEqual(await oracleCounts(bytes));
    expect(summary.verdict.code).toBe('ok');
    expect(summary.span).toMatchObject({ clock: 'boot' });
  });

  test('names events as defined in the log, unless the definitions are damaged', async () => {
    const bytes = sampleUlog({ seconds: 20, faults: ['event-errors'], definesEvents: true });
    const summary = await summarise(bytes);
    expect(summary.codes).toContainEqual(
      expect.objectContaining({
        code: 'px4 event sensors_failed',
        severity: 'error',
        count: 12,
        message: 'Sensor failed: barometer (<0.0 m lost)',
      }),
    );
    const damaged = Buffer.from(bytes);
    damaged.write('X', damaged.indexOf('Sensor failed'));
    const codes = (await summarise(damaged)).codes.map(({ code }) => code);
    expect(codes).toContain('px4 event 19754');
  });

  test('tells each crash dump that PX4 appended, with what happened', async () => {
    const writer = new UlogWriter(1_000_000);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    writer.data(0, 2_000_000, [1]);
    for (const task of ['wq:nav', 'logger']) {
      writer.infoMultiple(
        'hardfault_plain',
        'System fault Occurred on: 2020-12-22-19:24:42\n Type:Hard ',
        false,
      );
      writer.infoMultiple('hardfault_plain', `Fault running task: ${task}\n sp: 0x2000\n`, true);
    }
    writer.infoMultiple('perf_counters', 'dsm: 0', false);
    const { codes } = await summarise(writer.bytes());
    expect(codes).toMatchObject([
      {
        code: 'hard fault',
        source: 'hardfault',
        severity: 'critical',
        count: 2,
        message: 'System fault Occurred on: 2020-12-22-19:24:42; Type:Hard Fault running task: wq:nav',
      },
    ]);
  });

  test('reports once what PX4 reports as an event and as a text that ends in a tab', async () => {
    const bytes = sampleUlog({ seconds: 20, faults: ['event-errors'], definesEvents: true });
    const event = (await summarise(bytes)).codes.find(({ source }) => source === 'px4-event');
    const us = BigInt(event?.first.time_ns ?? 0) / 1000n;
    const line = (timeUs: bigint, text: string) => {
      const head = Buffer.alloc(12);
      head.writeUInt16LE(9 + text.length);
      head.write('L3', 2);
      head.writeBigUInt64LE(timeUs, 4);
      return Buffer.concat([head, Buffer.from(text)]);
    };
    const log = [
      line(us, 'Sensor failed: barometer\t'),
      line(us + 1000n, 'Sensor failed: no tab'),
      line(us + 60_000_000n, '\u001b[0;31mNo event: 3 for this\u001b[0m\t'),
    ];
    const { codes, verdict } = await summarise(Buffer.concat([bytes, ...log]));
    expect(verdict.code).toBe('ok');
    const logged = codes.filter(({ source }) => source === 'ulog');
    expect(logged.map(({ code, message }) => [code, message]).sort()).toEqual([
      ['No event: # for this', 'No event: 3 for this'],
      ['Sensor failed: no tab', 'Sensor failed: no tab'],
    ]);
  });

  test('reports versions, load, battery, log, dropouts and failsafes', async () => {
    const faults = ['log-errors', 'slow-card', 'failsafe', 'event-errors'] as const;
    const summary = await summarise(sampleUlog({ seconds: 20, faults }));
    expect(summary.versions).toEqual([
      { component: 'system', version: 'PX4' },
      { component: 'hardware', version: 'PX4_FMU_V6X' },
      { component: 'software_commit', version: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678' },
      { component: 'software', version: 'v1.14.3' },
      { component: 'airframe', version: '4001' },
    ]);
    expect(summary.attachments).toEqual([
      { name: 'boot_console_output', media_type: 'text/plain', size_bytes: 56, offset: expect.any(Number) },
    ]);
    expect(codesOf(summary)).toEqual(
      expect.arrayContaining([
        {
          code: 'sensors: Accel ## fail: TIMEOUT #',
          source: 'ulog',
          severity: 'error',
          count: expect.any(Number),
        },
        { code: 'dropout', source: 'dropout', severity: 'warning', count: expect.any(Number) },
        { code: 'failsafe', source: 'failsafe', severity: 'error', count: 1 },
        { code: 'px4 event 19754', source: 'px4-event', severity: 'error', count: 12 },
      ]),
    );
    expect(summary.metrics.map(({ name, source }) => `${name} ${source}`)).toEqual(
      expect.arrayContaining([
        'cpu_percent cpuload',
        'ram_percent cpuload',
        'battery_voltage battery_status',
        'battery_percent battery_status',
        'gps_satellites vehicle_gps_position',
        'gps_accuracy_m vehicle_gps_position',
        'gps_jamming vehicle_gps_position',
        'vibration vehicle_imu_status',
        'estimator_ratio estimator_status: velocity',
      ]),
    );
    expect(
      summary.logs.filter(({ severity, source }) => severity === 'info' && source !== 'px4 event'),
    ).toEqual([
      expect.objectContaining({ source: 'logger', text: 'Start file log' }),
      expect.objectContaining({
        source: 'parameter',
        text: 'MPC_XY_VEL_MAX was set to 8 during the recording',
      }),
      expect.objectContaining({ source: 'tag 2', text: 'camera connected' }),
    ]);
  });
});

describe('times in a ULog', () => {
  test('that are absurd are reported and never extend the time span', async () => {
    const plain = await summarise(sampleUlog({ seconds: 30 }));
    const jumped = await summarise(sampleUlog({ seconds: 30, faults: ['clock-jump'] }));
    const seconds = ({ span }: typeof plain) => (Number(span?.end_ns) - Number(span?.start_ns)) / 1e9;
    expect(Math.abs(seconds(jumped) - seconds(plain))).toBeLessThan(2);
    expect(jumped.codes[0]).toMatchObject({ source: 'clock', severity: 'warning' });
    expect(jumped.message_count).toBe(plain.message_count);
    for (const { max_gap_ns } of jumped.topics) expect(max_gap_ns).toBeLessThan(3e9);
  });

  test('without a time of their own are in no order', async () => {
    const writer = new UlogWriter(1_000_000);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    writer.subscribe(1, 1, 'a');
    for (let us = 2_000_000; us < 3_000_000; us += 100_000) {
      writer.data(0, us, [1]);
      writer.data(1, us + 50_000, [1]);
      writer.data(0, 0, [1]);
      writer.data(0, us + 40_000, [1]);
    }
    const { topics } = await summarise(writer.bytes());
    expect(topics[0]).toMatchObject({ name: 'a', message_count: 30, out_of_order: 0 });
  });

  test('before the log began are counted at the time of the surrounding messages', async () => {
    const writer = new UlogWriter(5_000_000);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    for (const time of [0, 5_100_000, 3, 5_200_000]) writer.data(0, time, [1]);
    const { span, topics, message_count } = await summarise(writer.bytes());
    expect(message_count).toBe(4);
    expect(span).toEqual({ start_ns: '5000000000', end_ns: '5200000000', clock: 'boot' });
    expect(topics[0]?.out_of_order).toBe(0);
  });
});

describe('a ULog of a simulation in lockstep with its simulator', () => {
  test('reports the date, since its times count from 1970', async () => {
    const startUs = Date.UTC(2024, 2, 18) * 1000;
    const writer = new UlogWriter(startUs);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    for (const us of [0, 10, 20_000_000]) writer.data(0, startUs + us, [1]);
    writer.dropout(0);
    const { span, codes } = await summarise(writer.bytes());
    expect(span).toEqual({ start_ns: `${startUs}000`, end_ns: `${startUs + 20_000_000}000`, clock: 'unix' });
    expect(codes).toMatchObject([
      {
        code: 'dropout',
        first: { time_ns: `${startUs + 20_000_000}000` },
        message: expect.stringContaining('less than 1 ms'),
      },
    ]);
  });
});

describe('dropouts of a ULog', () => {
  const dropouts = async (...milliseconds: number[]) => {
    const writer = new UlogWriter(1_000);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    for (const [i, ms] of milliseconds.entries()) {
      writer.data(0, 2_000 + i, [1]);
      writer.dropout(ms);
    }
    return (await summarise(writer.bytes())).codes;
  };

  test('are added up', async () => {
    expect(await dropouts(0, 90, 9, 20)).toMatchObject([
      {
        count: 4,
        severity: 'warning',
        message:
          'The logger could not keep up and lost what came in 4 stretches of 119 ms together, the longest of 90 ms.',
        first: { time_ns: '2000000' },
        last: { time_ns: '2003000' },
      },
    ]);
  });

  test('are an error if one is longer than any card needs', async () => {
    expect(await dropouts(30_000)).toMatchObject([
      { severity: 'error', message: expect.stringContaining('30000 ms') },
    ]);
  });
});

describe('times of a ULog', () => {
  const logOf = async (stamps: [id: number, us: number][]) => {
    const writer = new UlogWriter(1_000_000);
    writer.format('a:uint64_t timestamp;float x;');
    writer.format('mission:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    writer.subscribe(1, 0, 'mission');
    for (const [id, us] of stamps) writer.data(id, us, [1]);
    const { span, topics, logs } = await summarise(writer.bytes());
    const seconds = span && Number(BigInt(span.end_ns) - BigInt(span.start_ns)) / 1e9;
    return { seconds, count: topics.reduce((sum, topic) => sum + topic.message_count, 0), logs };
  };
  const steady = (from: number, to: number): [number, number][] =>
    Array.from({ length: (to - from) * 10 }, (_, i) => [0, from * 1e6 + i * 1e5]);

  test('are not extended by an isolated timestamp far ahead', async () => {
    const { seconds, count, logs } = await logOf([...steady(1, 4), [1, 1_174e6], ...steady(4, 7)]);
    expect({ seconds, count }).toEqual({ seconds: 5.9, count: 61 });
    expect(logs).toMatchObject([{ source: 'ULog', text: expect.stringContaining('of mission') }]);
  });

  test('may go on after a pause', async () => {
    const { seconds, logs } = await logOf([...steady(1, 4), [1, 1_174e6], ...steady(1_174, 1_176)]);
    expect({ seconds, logs }).toEqual({ seconds: 1_174.9, logs: [] });
  });
});

describe('a ULog with incompatible flags', () => {
  const log = (flags: number) => {
    const writer = new UlogWriter(0);
    writer.flagBits(flags);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    writer.data(0, 1_000, [1]);
    return summarise(writer.bytes());
  };

  test('that are unknown is refused, as the specification requires', async () => {
    const { verdict, format, message_count } = await log(0x02);
    expect({ format, message_count }).toEqual({ format: 'ulog', message_count: 0 });
    expect(verdict).toMatchObject({ code: 'unsupported', offset: 27 });
    expect(verdict.message).toContain('flags 0200000000000000');
  });

  test('that mark appended data is read', async () => {
    expect((await log(0x01)).verdict.code).toBe('ok');
  });
});

describe('a ULog of a later version', () => {
  const filled = (bytes: number) => new Uint8Array(bytes).fill(0x55);

  function log(write: (writer: UlogWriter, index: number) => void): Uint8Array {
    const writer = new UlogWriter(0);
    writer.flagBits();
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    for (let i = 1; i <= 12; i += 1) {
      write(writer, i);
      writer.data(0, i * 1000, [i]);
    }
    return writer.bytes();
  }

  test.each([
    ['between the messages', log((writer) => writer.later('Z', filled(11)))],
    ['in the definitions', log((writer, index) => index === 1 && writer.later('E', filled(2)))],
    ['in a row', log((writer) => [0, 1, 2, 40_000].forEach((size) => void writer.later('x', filled(size))))],
    ['at the end', Buffer.concat([log(() => undefined), Buffer.from([3, 0, 0x5a, 1, 2, 3])])],
  ])('is read without messages of unknown types, %s', async (_, bytes) => {
    const summary = await summarise(bytes);
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 12 messages were read.' });
    expect(countsByTopic(summary)).toEqual({ a: 12 });
    expect(summary.logs.map(({ source, text }) => [source, text.slice(0, 34)])).toEqual([
      ['ULog', expect.stringMatching(/^Counted but not read: message of t/)],
    ]);
  });

  test('does not lose data beside them when it is damaged', async () => {
    const bytes = log((writer) => writer.later('Z', filled(11)));
    const damaged = new Uint8Array(bytes);
    damaged.fill(0, bytes.byteLength - 150, bytes.byteLength - 140);
    const { verdict, message_count } = await summarise(damaged);
    expect(verdict.code).toBe('corrupt');
    expect(message_count).toBeGreaterThanOrEqual(10);
  });

  test('is not assumed if the type of a data message is damaged', async () => {
    const bytes = Buffer.from(log(() => undefined));
    bytes[bytes.lastIndexOf(0x44)] = 0x45;
    expect((await summarise(bytes)).verdict).toMatchObject({ code: 'corrupt', salvaged_messages: 11 });
  });
});

test.each(['ULogEnc', 'ULogKey'])('an encrypted log (%s) is named as such', async (magic) => {
  const bytes = Buffer.concat([Buffer.from(`${magic}\x01`), new Uint8Array(500).fill(0xa7)]);
  const { format, message_count, verdict } = await summarise(bytes);
  expect({ format, message_count, code: verdict.code }).toEqual({
    format: 'ulog',
    message_count: 0,
    code: 'encrypted',
  });
  expect(verdict.message).toMatch(/encrypted.*Decrypt/);
});

describe('a damaged ULog', async () => {
  const intact = sampleUlog({ seconds: 20 });
  const whole = await summarise(intact);

  test('loses one message when one byte of a message head is damaged', async () => {
    const at = intact.lastIndexOf(0x44, intact.byteLength / 2);
    const bytes = new Uint8Array(intact);
    bytes[at] = 0;
    const { message_count, verdict } = await summarise(bytes);
    expect(message_count).toBeGreaterThanOrEqual(whole.message_count - 1);
    if (message_count < whole.message_count) expect(verdict).toMatchObject({ code: 'corrupt' });
  });

  test('says where it was truncated', async () => {
    const { verdict, message_count } = await summarise(intact.subarray(0, intact.byteLength - 3));
    expect(message_count).toBeGreaterThanOrEqual(whole.message_count - 1);
    expect(verdict).toMatchObject({ code: 'truncated', salvaged_messages: message_count });
  });

  test('counts data whose subscription was lost, and says so', async () => {
    const writer = new UlogWriter(0);
    writer.format('a:uint64_t timestamp;float x;');
    writer.subscribe(0, 0, 'a');
    for (let i = 1; i <= 50; i += 1) {
      writer.data(0, i * 1000, [i]);
      writer.data(9, i * 1000, [i, i]);
    }
    const summary = await summarise(writer.bytes());
    expect(countsByTopic(summary)).toEqual({ a: 50, '(message 9)': 49 });
    expect(summary.verdict).toMatchObject({ code: 'corrupt', salvaged_messages: 99 });
    expect(summary.verdict.message).toContain('definition is lost');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DltArgument, type DltStyle, DltWriter } from '../../../../../samples/dlt/dlt-writer.ts';
import { sampleDlt, writeSampleDlt } from '../../../../../samples/dlt/sample-dlt.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const startNs = 1_700_000_000_123_456_000n;
const place = { timeNs: startNs, uptimeSeconds: 5, ecu: 'ECU1', app: 'APP1', context: 'CTX1' };

async function textOf(args: DltArgument[], style: DltStyle = {}): Promise<string | undefined> {
  const writer = new DltWriter(style);
  writer.log('warn', place, args);
  const { logs, verdict } = await summarise(writer.bytes());
  expect(verdict.code).toBe('ok');
  return logs[0]?.text;
}

describe('a DLT log', () => {
  test('gives lines by ECU, application and context, with their levels', async () => {
    const writer = new DltWriter();
    for (const level of ['fatal', 'error', 'warn', 'info', 'debug', 'verbose'] as const)
      writer.log(level, place, [{ text: `this is ${level}` }, { int: 3 }]);
    const { logs, codes, topics, span, verdict } = await summarise(writer.bytes());
    expect(verdict).toEqual({ code: 'ok', message: 'All 6 messages were read.' });
    expect(topics).toMatchObject([{ name: 'ECU1/APP1/CTX1', type: 'DLT log', encoding: 'dlt' }]);
    expect(logs.map(({ severity, source, text }) => `${severity} ${source}: ${text}`)).toEqual([
      'critical ECU1/APP1/CTX1: this is fatal 3',
      'error ECU1/APP1/CTX1: this is error 3',
      'warning ECU1/APP1/CTX1: this is warn 3',
      'info ECU1/APP1/CTX1: this is info 3',
    ]);
    expect(codes.map(({ code, source }) => `${source} ${code}`)).toEqual([
      'log ECU1/APP1/CTX1: this is fatal #',
      'log ECU1/APP1/CTX1: this is error #',
      'log ECU1/APP1/CTX1: this is warn #',
    ]);
    expect(logs[1]?.offset).toBe(writer.starts[1]);
    expect(span).toEqual({ start_ns: String(startNs), end_ns: String(startNs), clock: 'unix' });
  });

  test.each([{ bigEndian: false }, { bigEndian: true, session: 7 }])(
    'has arguments of every type (%o)',
    async (style) => {
      const cases: [DltArgument, string][] = [
        [{ bool: true }, 'true'],
        [{ bool: false, name: 'ok' }, 'ok=false'],
        [{ int: -5, bits: 8, signed: true }, '-5'],
        [{ int: 65_535, bits: 16 }, '65535'],
        [{ int: -70_000, signed: true, name: 'torque', unit: 'Nm' }, 'torque=-70000 Nm'],
        [{ int: 2n ** 64n - 1n, bits: 64 }, '18446744073709551615'],
        [{ int: -(2n ** 100n), bits: 128, signed: true }, `-${2n ** 100n}`],
        [{ int: 255, bits: 8, base: 'hexadecimal' }, '0xff'],
        [{ int: 5, bits: 8, base: 'binary' }, '0b101'],
        [{ int: 200, bits: 16, fixedPoint: { factor: 0.5, offset: -40 } }, '60'],
        [{ int: 200, bits: 64, fixedPoint: { factor: 0.25, offset: -1 } }, '49'],
        [{ float: 0.1, bits: 32 }, '0.1'],
        [{ float: -1.5, name: 'x', unit: 'm' }, 'x=-1.5 m'],
        [{ text: 'plain' }, 'plain'],
        [{ text: 'Größe °C 車', utf8: true, name: 'label' }, 'label=Größe °C 車'],
        [{ raw: Buffer.from('00ff10', 'hex') }, '00ff10'],
        [{ raw: Buffer.alloc(60), name: 'blob' }, `blob=${'00'.repeat(48)}… (60 bytes)`],
        [{ trace: 'here' }, 'here'],
        [{ array: [1, 2, 3, 4, 5, 6], dimensions: [2, 3] }, '[1, 2, 3, 4, 5, 6]'],
        [{ struct: [{ int: 1 }, { text: 'two' }], name: 'pair' }, 'pair: 1 two'],
      ];
      for (const [argument, text] of cases) {
        expect(await textOf([argument, { text: 'end' }], style)).toBe(`${text} end`);
      }
    },
  );

  test('counts non-verbose messages by their id, and names their errors', async () => {
    const writer = new DltWriter();
    for (const id of [1000, 1000, 1001]) writer.nonVerbose('error', place, id);
    writer.short({ ...place, app: '', context: '' }, 7);
    const summary = await summarise(writer.bytes());
    expect(countsByTopic(summary)).toEqual({
      'ECU1/APP1/CTX1 ID_1000': 2,
      'ECU1/APP1/CTX1 ID_1001': 1,
      'ECU1 ID_7': 1,
    });
    expect(summary.codes.map(({ code, count }) => ({ code, count }))).toEqual([
      { code: 'ECU1/APP1/CTX1: message ID_1000, whose text is not in the recording', count: 2 },
      { code: 'ECU1/APP1/CTX1: message ID_1001, whose text is not in the recording', count: 1 },
    ]);
  });

  test('reports the software version and lost messages from control messages', async () => {
    const writer = new DltWriter();
    writer.softwareVersion(place, 'R22.1 beta');
    writer.bufferOverflow(place, 12);
    writer.control(place, 0xf04, Buffer.alloc(12));
    const { versions, topics, codes } = await summarise(writer.bytes());
    expect(versions).toEqual([{ component: 'ECU ECU1', version: 'R22.1 beta' }]);
    expect(topics).toMatchObject([{ type: 'DLT control', message_count: 3 }]);
    expect(codes).toMatchObject([{ severity: 'warning', source: 'log' }]);
  });

  test('shows when an ECU was switched on again', async () => {
    const writer = new DltWriter();
    const at = (seconds: number, uptimeSeconds: number) => ({
      ...place,
      timeNs: startNs + BigInt(seconds) * 1_000_000_000n,
      uptimeSeconds,
    });
    for (const [seconds, uptime] of [
      [0, 100],
      [1, 101],
      [2, 99],
      [20, 3],
      [21, 4],
    ] as const)
      writer.log('debug', at(seconds, uptime), []);
    const { logs } = await summarise(writer.bytes());
    expect(logs.map(({ text }) => text)).toEqual([
      'ECU1 was switched on again: it had run for 101.0 s, now for 3.0 s',
    ]);
  });

  test('may have a payload that contradicts its types', async () => {
    const writer = new DltWriter();
    writer.message(place, { type: 0x21, count: 2 }, Buffer.from('00020000ffff4142', 'hex'));
    writer.message(place, { type: 0x21, count: 1 }, Buffer.from('43010000ffff', 'hex'));
    writer.message(place, { type: 0x21, count: 1 }, Buffer.from('43010000ff00', 'hex'));
    const { verdict, codes } = await summarise(writer.bytes());
    expect(verdict.code).toBe('ok');
    expect(codes).toMatchObject([
      { source: 'log' },
      { source: 'decoder', code: 'ECU1/APP1/CTX1: message cannot be decoded', count: 3 },
    ]);
  });

  test.each(['serial', 'none'] as const)('may come without storage headers (%s)', async (framing) => {
    const writer = writeSampleDlt({ seconds: 5, style: { framing } });
    const { format, verdict, message_count, span } = await summarise(writer.bytes());
    expect({ format, code: verdict.code, message_count }).toEqual({
      format: 'dlt',
      code: 'ok',
      message_count: writer.starts.length,
    });
    expect(span?.clock).toBe('boot');
  });

  test('is the same however it is chunked', async () => {
    const bytes = sampleDlt({ seconds: 5 });
    const whole = await summarise(bytes);
    expect(await summariseInPieces(bytes, 17)).toEqual(whole);
  });

  test('is not recognised in other files', () => {
    for (const text of ['DLT', '=5\x00\x10', '5'.repeat(5000), 'time;speed\n'])
      expect(detectFormat(Buffer.from(text, 'latin1')).reader?.format).not.toBe('dlt');
  });
});

describe('a damaged DLT log', () => {
  const writer = writeSampleDlt({ seconds: 5 });
  const bytes = writer.bytes();

  test('that ends early is reported, with the lost bytes', async () => {
    const last = writer.starts.at(-1) as number;
    for (const end of [last + 2, last + 10, last + 18, bytes.byteLength - 1]) {
      const { verdict } = await summarise(bytes.subarray(0, end));
      expect(verdict).toMatchObject({
        code: 'truncated',
        offset: last,
        salvaged_messages: writer.starts.length - 1,
        damaged: [{ start: last, end }],
      });
    }
  });

  test('continues at the next message', async () => {
    const [, second = 0, third = 0] = writer.starts;
    for (const [at, value] of [
      [second, 0],
      [second + 18, 0xff],
      [second + 19, 30],
    ] as const) {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = value;
      const { verdict } = await summarise(damaged);
      expect(verdict.code).toBe('corrupt');
      expect(verdict.damaged?.every(({ start, end }) => start >= second && end <= third)).toBe(true);
      expect(verdict.salvaged_messages).toBeGreaterThanOrEqual(writer.starts.length - 1);
    }
  });

  const framings: DltStyle[] = [{ framing: 'storage' }, { framing: 'serial', bigEndian: true }];
  test.each(framings)('loses no more than what is hit (%o)', async (style) => {
    const intact = writeSampleDlt({ seconds: 4, style });
    const all = intact.bytes();
    const extents = intact.starts.map((start, index) => ({
      start,
      end: intact.starts[index + 1] ?? all.byteLength,
      messages: 1,
    }));
    await checkDamage({ bytes: all, extents }, { seed: 4_000, runs: 300 });
  });
});

describe('what a later version may add', () => {
  test('is reported as not supported, and the rest is read', async () => {
    const later = new DltWriter();
    later.log('info', place, [{ text: 'one' }]);
    later.message(place, { type: 0x41, count: 0 }, Buffer.from('of version 3'), 3);
    later.log('info', place, [{ text: 'two' }]);
    const at = later.bytes().byteLength;
    later.raw(Buffer.from('DLT\x03 a header that is described elsewhere', 'latin1'));
    later.log('info', place, [{ text: 'three' }]);
    const { verdict, message_count } = await summarise(later.bytes());
    expect(message_count).toBe(3);
    expect(verdict).toMatchObject({ code: 'unsupported', offset: later.starts[1] });
    expect(verdict.message).toMatch(/another version of DLT than 1 or 2 \(and 1 more place\)/);
    const alone = await summarise(later.bytes().subarray(at, at + 20));
    expect(alone).toMatchObject({ format: 'dlt', verdict: { code: 'unsupported' } });
  });

  test('is never damage: kinds of messages and services are counted', async () => {
    const kinds = fc.array(fc.record({ type: fc.nat(255), payload: fc.uint8Array({ maxLength: 300 }) }), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(kinds, async (messages) => {
        const log = new DltWriter();
        for (const { type, payload } of messages) log.message(place, { type, count: 3 }, payload);
        const { verdict, message_count } = await summarise(log.bytes());
        expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: messages.length });
      }),
      { numRuns: 100 },
    );
  });
});

describe('a hostile DLT log', () => {
  test('of twenty thousand contexts and message ids is read in bounded memory', async () => {
    const log = new DltWriter();
    for (let i = 0; i < 20_000; i += 1) {
      const app = i.toString(36).padStart(4, '0');
      log.nonVerbose('info', { ...place, app }, i);
    }
    const { message_count, topics, omitted } = await summarise(log.bytes());
    expect(message_count).toBe(20_000);
    expect(topics.length + omitted.topics).toBeLessThan(9_000);
  });

  test('with arrays and structures that claim too much ends at the payload', async () => {
    const log = new DltWriter();
    const huge = [
      '43010000 ffff ffff ffff ffff',
      '43010000 0300 ffff ffff ffff 01000000',
      '00400000 ffff',
      '40010000 0100 ffff',
    ];
    for (const hex of huge)
      log.message(place, { type: 0x21, count: 255 }, Buffer.from(hex.replaceAll(' ', ''), 'hex'));
    const { codes, message_count } = await summarise(log.bytes());
    expect(message_count).toBe(4);
    expect(codes.find(({ source }) => source === 'decoder')?.count).toBe(4);
  });
});

describe.skipIf(!realRecordings)('real DLT logs', () => {
  test('are read as pydlt 0.3.5 reads them', async () => {
    const attachments = await summarise(readReal('dlt/attachments.dlt'));
    expect(countsByTopic(attachments)).toEqual({ ecu1: 3, ecu2: 3, ecu3: 3 });
    expect(attachments.logs.map(({ text }) => text)).toContain('FLDA 1005083951 1 746573743232 FLDA');
    const someip = await summarise(readReal('dlt/someip.dlt'));
    expect(countsByTopic(someip)).toEqual({ 'ECU1/APP1/C1': 6 });
    expect(someip.span?.start_ns).toBe('1708435046713537000');
  });
});

import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BlfFileWriter, type BlfWriterOptions } from '../../../../../samples/blf/blf-file-writer.ts';
import { sampleBlf } from '../../../../../samples/blf/sample-blf.ts';
import { type BlfOptions, writeBlf } from '../../../../../samples/blf/write-blf.ts';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const startMs = Date.UTC(2026, 2, 14, 8);

/** Consecutive fields of an object: [bytes, value]. */
function fields(...all: [bytes: 1 | 2 | 4 | 8, value: number][]): Uint8Array {
  return Buffer.concat(
    all.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64LE(BigInt(value));
      return field.subarray(0, bytes);
    }),
  );
}

const canMessage = (id: number, ...data: number[]) =>
  Buffer.concat([
    fields([2, 1], [1, 0], [1, data.length], [4, id]),
    Buffer.from(data.concat(Array(8).fill(0)).slice(0, 8)),
  ]);

function fileOf(objects: [type: number, body: Uint8Array][], options: BlfWriterOptions = {}): Uint8Array {
  const writer = new BlfFileWriter({ startMs, ...options });
  for (const [index, [type, body]] of objects.entries())
    writer.object(type, BigInt(index) * 1_000_000n, body);
  return writer.end();
}

describe('a BLF', () => {
  const options = { seconds: 4, faults: ['bus-off'] } as const;

  test.each<BlfOptions>([
    { containerBytes: 1000 },
    { containerBytes: 1001, packed: false },
    { containerBytes: 0 },
    { fdObjects: 'message' },
  ])('gives the same with %o', async (blf) => {
    const plain = await summarise(sampleBlf(options));
    const other = await summarise(sampleBlf({ ...options, ...blf }));
    expect(other.verdict).toEqual(plain.verdict);
    expect(other.span).toEqual(plain.span);
    expect(other.topics.map(({ type: _, ...topic }) => topic)).toEqual(
      plain.topics.map(({ type: _, ...topic }) => topic),
    );
  });

  test.each([
    ['in nanoseconds', 2, 1n],
    ['in steps of 10 µs', 1, 10_000n],
  ])('may begin before the measurement, %s', async (_, flags, unit) => {
    const seconds = [-60n, -45n, -1n, 0n, 5n];
    const file = new BlfFileWriter({ startMs, containerBytes: 0 });
    // A frame, a LIN frame, an error, a text, an Ethernet frame: all have the time in the same place.
    for (const second of seconds) {
      for (const type of [86, 11, 2, 71]) file.object(type, second, Buffer.alloc(40));
    }
    const bytes = file.end();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const found = Buffer.from(bytes);
    for (let at = found.indexOf('LOBJ'); at >= 0; at = found.indexOf('LOBJ', at + 1)) {
      view.setUint32(at + 16, flags, true);
      view.setBigInt64(at + 24, (view.getBigInt64(at + 24, true) * 1_000_000_000n) / unit, true);
    }
    const { span, topics, codes, verdict } = await summarise(bytes);
    const at = (second: bigint) => String(BigInt(startMs) * 1_000_000n + second * 1_000_000_000n);
    expect(verdict.code).toBe('ok');
    expect(span).toEqual({ start_ns: at(-60n), end_ns: at(5n), clock: 'unix' });
    expect(topics.map(({ first_ns, last_ns, out_of_order }) => [first_ns, last_ns, out_of_order])).toEqual(
      topics.map(() => [at(-60n), at(5n), 0]),
    );
    expect(topics.length).toBe(4);
    expect(codes.filter(({ source }) => source === 'clock')).toEqual([]);
  });

  test('of another writer than Vector names no program of Vector', async () => {
    const versions = async (apiNumber: number) => {
      const bytes = fileOf([[86, canMessage(0x123, 1)]]);
      new DataView(bytes.buffer, bytes.byteOffset).setUint32(8, apiNumber, true);
      return (await summarise(bytes)).versions.map(({ component }) => component);
    };
    expect(await versions(4_070_100)).toEqual(['CANoe']);
    // Written by python-can: its application number.
    expect(await versions(5)).toEqual([]);
  });

  test('may have times in steps of 10 µs', async () => {
    const plain = await summarise(sampleBlf(options));
    const { span, message_count } = await summarise(sampleBlf({ ...options, coarseTimes: true }));
    expect(message_count).toBe(plain.message_count);
    const coarse = (time = '') => String((BigInt(time) / 10_000n) * 10_000n);
    expect(span).toEqual({
      start_ns: coarse(plain.span?.start_ns),
      end_ns: coarse(plain.span?.end_ns),
      clock: 'unix',
    });
  });

  test('without a date counts from its start', async () => {
    const { span } = await summarise(sampleBlf({ ...options, dated: false }));
    expect(span).toMatchObject({ start_ns: expect.stringMatching(/^\d{1,6}$/), clock: 'boot' });
  });

  test('reports errors of CAN buses, bus load and lost events', async () => {
    const summary = await summarise(
      fileOf([
        [2, fields([2, 1], [2, 0], [4, 0])],
        [3, fields([2, 1], [2, 0], [4, 0])],
        [
          73,
          Buffer.concat([
            fields(
              [2, 1],
              [2, 0],
              [4, 2],
              [1, 0],
              [1, 0],
              [1, 0],
              [1, 0],
              [4, 0],
              [4, 0],
              [2, 4 << 6],
              [2, 0],
            ),
            Buffer.alloc(8),
          ]),
        ],
        [104, Buffer.concat([fields([1, 2], [1, 0], [1, 0], [1, 0], [2, 2], [2, 1 << 6]), Buffer.alloc(48)])],
        [31, fields([2, 1], [1, 100], [1, 3], [4, 0])],
        [31, fields([2, 1], [1, 130], [1, 3], [4, 0])],
        [31, fields([2, 1], [1, 3], [1, 3], [4, 0])],
        [91, fields([4, 1], [2, 1], [2, 0])],
        [91, fields([4, 5], [2, 1], [2, 0])],
        [4, fields([2, 1], [2, 4250], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0])],
        [126, fields([4, 0], [8, 0], [4, 17])],
      ]),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'CAN 1 error frames': 3, 'CAN 2 error frames': 1 });
    expect(summary.codes.map(({ code, message, count }) => [code, message, count]).sort()).toEqual([
      ['CAN 1: error frame', 'error frame', 2],
      ['CAN 1: error passive', 'error passive: error counters 130 transmit, 3 receive', 1],
      ['CAN 1: error warning', 'error warning: error counters 100 transmit, 3 receive', 1],
      ['CAN 1: overload frame', 'overload frame', 1],
      ['CAN 1: overrun', 'overrun: the interface was read too late', 1],
      ['CAN 2: error frame', 'error frame: form error', 1],
      ['dropout', 'The recorder could not keep up and lost 17 events.', 1],
    ]);
    expect(summary.metrics).toMatchObject([
      { name: 'bus_load_percent', source: 'CAN 1 (recorder)', count: 1 },
    ]);
  });

  test('counts LIN frames and reports LIN errors', async () => {
    const event2 = (id: number, length: number) =>
      Buffer.concat([
        fields(
          [8, 0],
          [4, 19200],
          [2, 2],
          [2, 0],
          [8, 0],
          [8, 0],
          [2, 0],
          [2, 0],
          [1, 0],
          [1, id],
          [1, length],
          [1, 0],
        ),
        Buffer.alloc(72),
      ]);
    const { topics, codes, verdict } = await summarise(
      fileOf([
        [11, Buffer.concat([fields([2, 1], [1, 0x21], [1, 4]), Buffer.alloc(16)])],
        [57, event2(0x2d, 8)],
        [60, event2(0x2d, 8)],
        [14, Buffer.concat([fields([2, 1], [1, 0x22], [1, 4]), Buffer.alloc(12)])],
        [18, Buffer.concat([fields([2, 1]), Buffer.alloc(6)])],
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['LIN 1 0x21', 4],
      ['LIN 2 0x2D', 8],
    ]);
    expect(codes.map(({ code, message }) => [code, message])).toEqual([
      ['LIN 1: LIN error', 'receive error of frame 0x22'],
      ['LIN 2: LIN error', 'checksum error of frame 0x2D'],
    ]);
  });

  test('notes texts, comments, markers and requests, and names what is not read', async () => {
    const text = (...parts: string[]) => Buffer.from(parts.join(''), 'latin1');
    const { logs, versions, verdict } = await summarise(
      fileOf([
        [65, Buffer.concat([fields([4, 0], [4, 0], [4, 5], [4, 0]), text('M\u00fcnch')])],
        [65, Buffer.concat([fields([4, 2], [4, 0], [4, 5], [4, 0]), text('<xml>')])],
        [92, Buffer.concat([fields([4, 0], [4, 9], [8, 0]), text('comment\0\u00ff')])],
        [
          96,
          Buffer.concat([
            fields([4, 0], [4, 0], [4, 0], [4, 0], [4, 5], [4, 4], [4, 0], [4, 0], [8, 0]),
            text('groupname'),
          ]),
        ],
        [119, Buffer.concat([fields([4, 1], [4, 2], [4, 3], [4, 6], [4, 0], [4, 4]), text('EngineStop')])],
        [5, fields([8, 0], [8, 0], [2, 1], [2, 1], [4, 0])],
        [72, Buffer.alloc(60)],
        [46, Buffer.alloc(40)],
        [72, Buffer.alloc(60)],
        [200, Buffer.alloc(8)],
      ]),
    );
    expect(verdict).toEqual({ code: 'ok', message: 'The recording is whole but holds no messages.' });
    expect(logs.map(({ source, text: line }) => [source, line])).toEqual([
      ['text', 'M\u00fcnch'],
      ['comment', 'comment'],
      ['marker', 'group: name'],
      ['diagnostic request', 'Engine: Stop'],
      ['trigger', 'Logging was started.'],
      [
        'BLF',
        'Counted but not read: system variable (2), metadata (1), GPS position (1), object of type 200 (1).',
      ],
    ]);
    expect(versions).toEqual([{ component: 'CANoe', version: '12.0' }]);
  });

  test('counts the frames of other buses, and reports their errors', async () => {
    const ethernetEx = fields(
      [2, 32],
      [2, 0],
      [2, 3],
      [2, 0],
      [8, 0],
      [4, 0],
      [2, 0],
      [2, 60],
      [4, 0],
      [4, 0],
    );
    const flexRay = fields(
      [2, 1],
      [2, 0],
      [2, 1],
      [2, 0],
      [4, 0],
      [4, 0],
      [2, 20],
      [2, 0],
      [2, 0],
      [2, 32],
      [2, 32],
    );
    const most = fields([2, 1], [2, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 0], [4, 11], [4, 0]);
    const rest = Buffer.alloc(40);
    const { topics, codes, verdict } = await summarise(
      fileOf([
        [
          71,
          Buffer.concat([
            fields([4, 0], [2, 0], [2, 2], [4, 0], [2, 0], [2, 0], [2, 0x806], [2, 0], [2, 0], [2, 46]),
            rest,
          ]),
        ],
        [120, ethernetEx],
        [121, ethernetEx],
        [102, Buffer.concat([fields([2, 20], [2, 3]), rest])],
        [122, ethernetEx],
        [29, Buffer.concat([fields([2, 4], [1, 0], [1, 8]), rest])],
        [41, Buffer.concat([fields([2, 4]), Buffer.alloc(24), fields([1, 16]), rest])],
        [50, Buffer.concat([flexRay, rest])],
        [66, Buffer.concat([flexRay, rest])],
        [47, Buffer.concat([fields([2, 1]), rest])],
        [23, Buffer.concat([fields([2, 1]), rest])],
        [76, most],
        [85, most],
        [55, Buffer.concat([fields([2, 1], [2, 0], [2, 0], [1, 6]), rest])],
        [93, Buffer.concat([fields([2, 1], [2, 0], [2, 0], [2, 0], [2, 0], [2, 90]), rest])],
        [97, Buffer.concat([fields([4, 0], [2, 0], [2, 1]), rest])],
        [113, Buffer.concat([fields([4, 0], [2, 7]), rest])],
        [90, Buffer.concat([fields([4, 8], [4, 2], [4, 10_400], [4, 0], [1, 5]), rest])],
        [90, Buffer.concat([fields([4, 4], [4, 2], [4, 10_400], [4, 0]), rest])],
        [90, Buffer.concat([fields([4, 0], [4, 2], [4, 10_400], [4, 0], [4, 7]), rest])],
      ]),
    );
    expect(verdict).toEqual({ code: 'ok', message: 'All 17 messages were read.' });
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes]).sort()).toEqual([
      ['AFDX 1', 1, 14],
      ['ARINC 429 7', 1, 4],
      ['Ethernet 2', 1, 60],
      ['Ethernet 3', 2, 120],
      ['FlexRay 1', 2, 64],
      ['FlexRay 4', 2, 24],
      ['J1708 1', 1, 6],
      ['MOST 1', 3, 39],
      ['Serial 2', 3, 13],
      ['WLAN 1', 1, 90],
    ]);
    expect(codes.map(({ code, count }) => [code, count]).sort()).toEqual([
      ['Ethernet 3: Ethernet error', 2],
      ['FlexRay 1: FlexRay error', 1],
    ]);
  });

  test('reads all frames of a CAN XL channel', async () => {
    const frame = (id: number, flags: number, length: number, direction = 0) =>
      Buffer.concat([
        fields([1, 2], [1, 0], [1, direction], [1, 0], [8, 0], [4, id], [4, 0], [2, length]),
        Buffer.alloc(26),
        fields([4, flags]),
        Buffer.alloc(52 + length),
      ]);
    const { topics, verdict } = await summarise(
      fileOf([
        [139, frame(0x123, 0x40_0000, 300)],
        [139, frame(0x80000123, 0x1000, 16)],
        [139, frame(0x124, 0, 8)],
        [139, frame(0x124, 0x10, 8)],
        [139, frame(0x124, 0, 8, 2)],
        [140, Buffer.concat([fields([1, 2]), Buffer.alloc(60)])],
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(
      topics.map(({ name, type, message_count, bytes }) => [name, type, message_count, bytes]).sort(),
    ).toEqual([
      ['CAN 2 0x00000123', 'CAN FD', 1, 16],
      ['CAN 2 0x124', 'CAN', 2, 8],
      ['CAN 2 XL 0x123', 'CAN XL', 1, 300],
      ['CAN 2 error frames', 'CAN error frame', 1, 0],
      ['CAN 2 transmit requests', 'CAN transmit request', 1, 8],
    ]);
  });

  test('counts requests to transmit apart from frames', async () => {
    const request = (body: Uint8Array) => {
      body[2] = 2;
      return body;
    };
    const fd64 = Buffer.concat([fields([1, 1], [1, 8], [1, 8], [1, 0], [4, 0x123]), Buffer.alloc(40)]);
    fd64[34] = 2;
    const { topics } = await summarise(
      fileOf([
        [86, request(canMessage(0x123, 1, 2))],
        [100, request(Buffer.concat([canMessage(0x123), Buffer.alloc(70)]))],
        [101, fd64],
        [86, canMessage(0x123, 1, 2)],
      ]),
    );
    expect(topics.map(({ name, message_count }) => [name, message_count])).toEqual([
      ['CAN 1 transmit requests', 3],
      ['CAN 1 0x123', 1],
    ]);
  });

  test('reads objects whose header names their members, and containers in containers', async () => {
    const inner = (bytes: Uint8Array, packed: boolean) => {
      const content = packed ? deflateSync(bytes) : bytes;
      const size = 32 + content.length;
      const head = fields(
        [2, 16],
        [2, 1],
        [4, size],
        [4, 10],
        [2, packed ? 2 : 0],
        [2, 0],
        [4, 0],
        [4, bytes.length],
        [4, 0],
      );
      return Buffer.concat([Buffer.from('LOBJ'), head, content, Buffer.alloc(size % 4)]);
    };
    const objects = fileOf(
      [
        [86, canMessage(0x123, 1)],
        [86, canMessage(0x124, 1)],
      ],
      { containerBytes: 0 },
    ).subarray(144);
    const named = Uint8Array.from(objects);
    named[6] = 3;
    for (const packed of [true, false]) {
      const content = Buffer.concat([
        named,
        inner(objects, packed),
        objects,
        inner(inner(objects, true), true),
        objects,
      ]);
      const file = Buffer.concat([fileOf([]).subarray(0, 144), inner(content, true)]);
      const { topics, logs, verdict } = await summarise(file);
      expect(verdict).toEqual({ code: 'ok', message: 'All 8 messages were read.' });
      expect(topics.map(({ name, message_count }) => [name, message_count])).toEqual([
        ['CAN 1 0x123', 4],
        ['CAN 1 0x124', 4],
      ]);
      expect(logs.map(({ text }) => text)).toEqual([
        'Counted but not read: container in a container in a container (1).',
      ]);
    }
    const bomb = inner(
      Buffer.concat([inner(new Uint8Array(3 << 19), true), inner(new Uint8Array(3 << 19), true), objects]),
      true,
    );
    const { verdict } = await summarise(Buffer.concat([fileOf([]).subarray(0, 144), bomb]), {
      maxUnpackedBytes: 2 << 20,
    });
    expect(verdict).toMatchObject({
      code: 'too_large_unpacked',
      salvaged_messages: 2,
      damaged: [{ start: 144, end: 144 + bomb.length - (bomb.length % 4) }],
    });
  });

  test('pads a CAN FD payload that is shorter than stated, and ignores extended data', async () => {
    const head = (valid: number, extendedData: number) =>
      fields(
        [1, 1],
        [1, 15],
        [1, valid],
        [1, 0],
        [4, 0x123],
        [4, 0],
        [4, 0x3000],
        [4, 0],
        [4, 0],
        [4, 0],
        [4, 0],
        [2, 0],
        [1, 0],
        [1, extendedData],
        [4, 0],
      );
    const { topics, verdict } = await summarise(
      fileOf([
        [101, Buffer.concat([head(64, 0), Buffer.alloc(8, 1)])],
        [101, Buffer.concat([head(8, 80), Buffer.alloc(8, 1), Buffer.alloc(16, 2)])],
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics).toMatchObject([{ name: 'CAN 1 0x123', type: 'CAN FD', message_count: 2, bytes: 72 }]);
  });

  test('names an object that is too short for its type', async () => {
    const { verdict, message_count } = await summarise(
      fileOf([
        [86, fields([2, 1])],
        [86, canMessage(0x123, 1, 2)],
      ]),
    );
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 1 });
    expect(verdict.message).toContain('too short');
  });

  test('distinguishes a damaged header from an object of an unsupported type', async () => {
    const verdictOf = async (type: number, at: number, value: number) => {
      const bytes = fileOf(
        [
          [86, canMessage(0x123, 1)],
          [type, Buffer.alloc(24)],
          [86, canMessage(0x123, 1)],
        ],
        { packed: false },
      );
      const object = bytes.indexOf(type, 144 + 32 + 48 + 12) - 12;
      bytes[object + at] = value;
      const { verdict, message_count, logs } = await summarise(bytes);
      return [verdict.code, message_count, logs.length];
    };
    // Header size, header version, and a type that a later version may have added.
    expect(await verdictOf(73, 4, 36)).toEqual(['corrupt', 2, 0]);
    expect(await verdictOf(73, 6, 9)).toEqual(['unsupported', 2, 0]);
    expect(await verdictOf(73, 14, 1)).toEqual(['ok', 2, 1]);
    expect(await verdictOf(150, 4, 36)).toEqual(['ok', 2, 1]);
  });

  test('recognises a file by its first object if the signature of the header is damaged', async () => {
    const bytes = sampleBlf({ seconds: 1 });
    bytes[0] = 0;
    expect(detectFormat(bytes).reader?.format).toBe('blf');
    const { verdict, message_count } = await summarise(bytes);
    expect(message_count).toBe((await summarise(sampleBlf({ seconds: 1 }))).message_count);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: 0, end: 144 }] });
  });

  test('that was never closed is complete', async () => {
    const bytes = sampleBlf({ seconds: 1 });
    Buffer.from(bytes.buffer).writeBigUInt64LE(144n, 16);
    expect((await summarise(bytes)).verdict.code).toBe('ok');
  });

  test('that ends with a container is truncated if it was longer when it was closed', async () => {
    const { bytes, containers } = writeBlf(canDrive({ seconds: 2 }), { containerBytes: 4096 });
    const end = containers[2]?.end ?? 0;
    const { verdict } = await summarise(bytes.subarray(0, end));
    expect(verdict).toMatchObject({ code: 'truncated', offset: end });
  });
});

describe('a damaged BLF', () => {
  const kinds: Record<string, BlfOptions> = {
    packed: { containerBytes: 1200 },
    unpacked: { containerBytes: 1200, packed: false },
    'without containers': { containerBytes: 0 },
    'of other buses': { containerBytes: 1200, others: true },
  };

  test.each(Object.entries(kinds))('%s loses at most the damaged container', async (_, options) => {
    const { bytes, containers } = writeBlf(canDrive({ seconds: 0.4, faults: ['bus-off'] }), options);
    const extents = containers.map(({ start, end, frames, continues }) => ({
      start,
      end,
      messages: frames,
      continued: continues ? 1 : 0,
    }));
    const vital = [{ start: 0, end: 148 }];
    await checkDamage({ bytes, extents, vital }, { seed: 1, runs: 200 });
  });

  test('loses nothing but times when its header is damaged', async () => {
    const { bytes, containers } = writeBlf(canDrive({ seconds: 0.4 }), { containerBytes: 2000 });
    const whole = await summarise(bytes);
    const first = containers[0]?.frames ?? 0;
    for (let at = 0; at < 176; at += 1) {
      for (const bit of [1, 0x80]) {
        const damaged = Uint8Array.from(bytes);
        damaged[at] = (damaged[at] as number) ^ bit;
        const { message_count } = await summarise(damaged);
        expect(message_count).toBeGreaterThanOrEqual(whole.message_count - (at < 144 ? 0 : first + 1));
      }
    }
  });

  test('yields what can be decompressed of a truncated container', async () => {
    const { bytes, containers } = writeBlf(canDrive({ seconds: 2 }));
    const [only] = containers;
    const { verdict, message_count } = await summarise(bytes.subarray(0, Math.floor(bytes.length / 2)));
    expect(verdict).toMatchObject({ code: 'truncated', offset: 144 });
    expect(message_count).toBeGreaterThan((only?.frames ?? 0) / 4);
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleBlf({ seconds: 0.5, containerBytes: 700 });
    const whole = await summarise(bytes);
    for (const size of [1, 13, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

describe('hostile sizes in a BLF', () => {
  const good = fileOf([[86, canMessage(0x123, 1)]]);
  const header = good.subarray(0, 144);
  const container = (size: number, unpacked: number, method: number, content: Uint8Array) =>
    Buffer.concat([
      Buffer.from('LOBJ'),
      fields([2, 16], [2, 1], [4, size], [4, 10], [2, method], [4, 0], [2, 0], [4, unpacked], [4, 0]),
      content,
    ]);
  const after = good.subarray(144);

  test.each([0, 31, 2 ** 27 + 33, 2 ** 31, 2 ** 32 - 1])(
    'of a container (%d) are not waited for',
    async (size) => {
      const { verdict, message_count } = await summarise(
        Buffer.concat([header, container(size, 64, 2, Buffer.alloc(64)), after]),
      );
      expect({ code: verdict.code, message_count, start: verdict.damaged?.[0]?.start }).toEqual({
        code: 'corrupt',
        message_count: 1,
        start: 144,
      });
    },
  );

  test('of a container’s content are refused before decompression', async () => {
    const bomb = deflateSync(new Uint8Array(16 << 20));
    const { verdict } = await summarise(
      Buffer.concat([header, container(32 + bomb.length, 16 << 20, 2, bomb), after]),
      { maxUnpackedBytes: 1 << 20 },
    );
    expect(verdict).toMatchObject({ code: 'too_large_unpacked', salvaged_messages: 1 });
    const lie = await summarise(Buffer.concat([header, container(32 + bomb.length, 1000, 2, bomb), after]));
    expect(lie.verdict).toMatchObject({ code: 'corrupt', salvaged_messages: 1 });
  });

  test('of an object in a container cost that object', async () => {
    for (const size of [0, 15, 2 ** 22 + 1, 2 ** 32 - 1]) {
      const inner = Buffer.concat([
        Buffer.from('LOBJ'),
        fields([2, 32], [2, 1], [4, size], [4, 86]),
        Buffer.alloc(40),
        ...[1, 2, 3].map(() => fileOf([[86, canMessage(0x123, 1)]], { containerBytes: 0 }).subarray(144)),
      ]);
      const { verdict, message_count } = await summarise(
        Buffer.concat([header, container(32 + inner.length, inner.length, 0, inner), after]),
      );
      expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 4 });
    }
  });

  test('of an unknown method are named', async () => {
    const { verdict } = await summarise(
      Buffer.concat([header, container(96, 64, 7, Buffer.alloc(64)), after]),
    );
    expect(verdict.message).toContain('method 7');
  });

  test('in a million containers of one byte take no more than linear time', async () => {
    const object = fileOf([[86, canMessage(0x123, 1)]], { containerBytes: 0 }).subarray(144);
    const large = Buffer.concat([
      Buffer.from('LOBJ'),
      fields([2, 32], [2, 1], [4, 4 << 20], [4, 200]),
      Buffer.alloc(32),
    ]);
    const one = container(33, 1, 0, Buffer.alloc(1));
    const started = performance.now();
    const many = Buffer.concat([
      header,
      container(32 + large.length, large.length, 0, large),
      ...Array(100_000).fill(Buffer.concat([one, Buffer.alloc(1)])),
      container(32 + object.length, object.length, 0, object),
    ]);
    const { message_count } = await summarise(many);
    expect(message_count).toBe(1);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

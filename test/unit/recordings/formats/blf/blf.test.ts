import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BlfFileWriter } from '../../../../../samples/blf/blf-file-writer.ts';
import { sampleBlf } from '../../../../../samples/blf/sample-blf.ts';
import { type BlfOptions, writeBlf } from '../../../../../samples/blf/write-blf.ts';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { canMessage, fields, fileOf, startMs } from '../../../../support/recordings/blf-objects.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

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

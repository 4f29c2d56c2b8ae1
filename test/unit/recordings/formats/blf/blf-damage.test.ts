import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleBlf } from '../../../../../samples/blf/sample-blf.ts';
import { type BlfOptions, writeBlf } from '../../../../../samples/blf/write-blf.ts';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { canMessage, fields, fileOf } from '../../../../support/recordings/blf-objects.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

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

  test('that claim to be packed, as vblf leaves them, are read', async () => {
    const inner = fileOf([[86, canMessage(0x123, 1)]], { containerBytes: 0 }).subarray(144);
    const [claimed, true_] = await Promise.all(
      [2, 0].map((method) =>
        summarise(Buffer.concat([header, container(32 + inner.length, inner.length, method, inner), after])),
      ),
    );
    expect([claimed?.verdict.code, claimed?.message_count]).toEqual(['ok', 2]);
    expect(claimed?.topics).toEqual(true_?.topics);
  });

  test.each([true, false])('with the head of other objects, packed %s, are read', async (packed) => {
    const inner = fileOf(
      Array.from({ length: 9 }, (_, id) => [86, canMessage(0x120 + id, 1)]),
      { containerBytes: 0 },
    ).subarray(144);
    const containers = [inner.subarray(0, 150), inner.subarray(150, 333), inner.subarray(333)].map(
      (part, time) => {
        const content = packed ? deflateSync(part) : part;
        const head = fields(
          [2, 32],
          [2, 1],
          [4, 32 + content.length],
          [4, 10],
          [4, 2],
          [4, 0],
          [8, 7_000 + time],
        );
        return Buffer.concat([
          Buffer.from('LOBJ'),
          head,
          content,
          Buffer.alloc((8 - (content.length % 8)) % 8),
        ]);
      },
    );
    const { verdict, message_count } = await summarise(Buffer.concat([header, ...containers]));
    expect([verdict.code, message_count]).toEqual(['ok', 9]);
    const limited = await summarise(Buffer.concat([header, ...containers]), { maxUnpackedBytes: 100 });
    expect(limited.verdict.code).toBe(packed ? 'too_large_unpacked' : 'ok');
  });

  test('of an unknown method are named', async () => {
    const { verdict } = await summarise(
      Buffer.concat([header, container(96, 64, 7, Buffer.alloc(64)), after]),
    );
    expect(verdict.message).toContain('method 7');
  });

  test('in a hundred thousand containers of one byte take no more than linear time', async () => {
    const object = fileOf([[86, canMessage(0x123, 1)]], { containerBytes: 0 }).subarray(144);
    const large = Buffer.concat([
      Buffer.from('LOBJ'),
      fields([2, 32], [2, 1], [4, 4 << 20], [4, 200]),
      Buffer.alloc(32),
    ]);
    const one = container(33, 1, 0, Buffer.alloc(1));
    const many = Buffer.concat([
      header,
      container(32 + large.length, large.length, 0, large),
      ...Array(100_000).fill(Buffer.concat([one, Buffer.alloc(1)])),
      container(32 + object.length, object.length, 0, object),
    ]);
    const { message_count } = await summarise(many);
    expect(message_count).toBe(1);
  });
});

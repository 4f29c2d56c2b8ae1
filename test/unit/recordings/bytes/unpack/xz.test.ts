import { describe, expect, test } from 'vitest';
import { ByteReader } from '../../../../../src/recordings/bytes/byte-reader.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { xz } from '../../../../../src/recordings/bytes/unpack/xz.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';
import { xzFixtures, xzTable } from '../../../../support/recordings/xz-fixtures.ts';

const packed = (name: keyof typeof xzFixtures) => Buffer.from(xzFixtures[name], 'base64');

async function unpack(bytes: Uint8Array): Promise<{ text: string; damage: string[] }> {
  const damage: string[] = [];
  const pieces: Uint8Array[] = [];
  const reader = new ByteReader(bufferSource(bytes));
  for await (const piece of xz.unpack(reader, (kind, start, _end, what) =>
    damage.push(`${kind} ${start} ${what}`),
  ))
    pieces.push(piece);
  return { text: Buffer.concat(pieces).toString(), damage };
}

describe('xz data', () => {
  test.each(['whole', 'blocks', 'crc32', 'sha256', 'small'] as const)(
    'packed as %s is unpacked',
    async (name) => {
      expect(await unpack(packed(name))).toEqual({ text: xzTable(), damage: [] });
    },
  );

  test('may be several streams with padding between them', async () => {
    const both = Buffer.concat([packed('whole'), Buffer.alloc(8), packed('blocks')]);
    expect(await unpack(both)).toEqual({ text: xzTable() + xzTable(), damage: [] });
  });

  test('behind an unknown filter is named', async () => {
    expect(await unpack(packed('filtered'))).toEqual({
      text: '',
      damage: ['unsupported 12 the xz data is packed with a filter that is not supported'],
    });
  });

  test('that is damaged costs its block where sizes are declared, else its stream', async () => {
    const blocks = packed('blocks');
    const middle = Math.floor(blocks.length / 2);
    blocks[middle] = (blocks[middle] as number) ^ 0xff;
    const some = await unpack(blocks);
    expect(some.damage).toHaveLength(1);
    expect(some.text.length).toBeGreaterThan(xzTable().length - 6_001);
    expect(xzTable().startsWith(some.text.slice(0, 6_000))).toBe(true);
    expect(xzTable().endsWith(some.text.slice(-6))).toBe(true);

    const stream = packed('whole');
    stream[100] = (stream[100] as number) ^ 0xff;
    const rest = await unpack(Buffer.concat([stream, packed('whole')]));
    expect(rest.damage).toHaveLength(1);
    expect(rest.text.endsWith(xzTable())).toBe(true);
  });

  test('with a wrong checksum is all there, and said to be damaged', async () => {
    for (const name of ['whole', 'crc32', 'sha256'] as const) {
      const bytes = packed(name);
      // Behind the only block: the index of 8 bytes, its checksum of 4 and the footer of 12.
      const at = bytes.length - 25;
      bytes[at] = (bytes[at] as number) ^ 1;
      const { text, damage } = await unpack(bytes);
      expect(text).toBe(xzTable());
      expect(damage).toEqual([
        expect.stringContaining('the checksum over the xz data before does not match'),
      ]);
    }
  });

  test('cut anywhere is unpacked up to there', async () => {
    const whole = packed('blocks');
    for (let end = 1; end < whole.length; end += 97) {
      const { text } = await unpack(whole.subarray(0, end));
      expect(xzTable().startsWith(text)).toBe(true);
    }
  });

  test('of a recording is told in its summary, in pieces of any size', async () => {
    const summary = await summarise(packed('blocks'));
    expect(summary).toMatchObject({
      format: 'csv',
      packed_with: ['xz'],
      message_count: 1_500,
      verdict: { code: 'ok' },
    });
    for (const size of [1, 1_001]) expect(await summariseInPieces(packed('blocks'), size)).toEqual(summary);
  });

  test('that asks for a larger dictionary than is allowed is refused before it is made', async () => {
    const bytes = packed('whole');
    // Filter LZMA2, one byte of properties: 40 is 4 GiB.
    bytes[bytes.indexOf(Buffer.from([0x21, 0x01])) + 2] = 40;
    expect((await unpack(bytes)).damage).toEqual([expect.stringContaining('too_large_unpacked 12')]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BlockFile } from '../../../../../samples/mdf4/block-file.ts';
import { sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import type { ByteSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { maxSummaryBytes } from '../../../../../src/recordings/summary/fit-size.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const intact = sampleMdf4({ seconds: 1, sorted: true, blockBytes: 1_000 });
const unfinished = sampleMdf4({ seconds: 1 });

/** HD block at byte 64: six links, then the start time. */
const headerLinks = 64 + 24;

function patched(bytes: Uint8Array, patch: (view: DataView) => void): Uint8Array {
  const copy = Uint8Array.from(bytes);
  patch(new DataView(copy.buffer));
  return copy;
}

function offsetsOf(bytes: Uint8Array, id: string): number[] {
  const buffer = Buffer.from(bytes);
  const found: number[] = [];
  for (let at = buffer.indexOf(`##${id}`); at >= 0; at = buffer.indexOf(`##${id}`, at + 4)) found.push(at);
  return found;
}

/** A group of one channel, one byte per record. */
function tinyGroup(file: BlockFile, next: number, data: number, recordBytes = 1): number {
  const group = Buffer.alloc(32);
  group.writeUInt32LE(recordBytes, 24);
  const channel = file.block('CN', [0, 0, 0, 0, 0, 0, 0, 0], Buffer.alloc(72));
  return file.block(
    'DG',
    [next, file.block('CG', [0, channel, 0, 0, 0, 0], group), data, 0],
    Buffer.alloc(8),
  );
}

function header(file: BlockFile): number {
  return file.block('HD', [0, 0, 0, 0, 0, 0], Buffer.alloc(32));
}

describe('links', () => {
  test.each(['DG', 'CG', 'CN'])('of %s blocks that lead back to themselves end', async (id) => {
    for (const at of offsetsOf(intact.bytes, id)) {
      const cyclic = patched(intact.bytes, (view) => view.setBigUint64(at + 24, BigInt(at), true));
      const { verdict } = await summarise(cyclic);
      expect(verdict.code).toBe('corrupt');
    }
  });

  test('of a list that name one block many times count its records once', async () => {
    const file = new BlockFile(0);
    const head = header(file);
    const data = file.block('DT', [], Buffer.alloc(1_000));
    const count = 100_000;
    const list = Buffer.alloc(8 + count * 8);
    list.writeUInt32LE(count, 4);
    const links = [0, ...Array.from({ length: count }, () => data)];
    file.setLink(head, 0, tinyGroup(file, 0, file.block('DL', links, list)));
    const { message_count, verdict } = await summarise(file.bytes());
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 1_000, code: 'corrupt' });
  });

  test.each([2n ** 40n, 2n ** 63n, 2n ** 64n - 1n])('to byte %d are damage', async (target) => {
    for (let link = 0; link < 6; link += 1) {
      const lost = patched(intact.bytes, (view) => view.setBigUint64(headerLinks + link * 8, target, true));
      const { verdict, message_count } = await summarise(lost);
      if (link === 0) expect(verdict.code).toBe('corrupt');
      // The data groups are found without the link to them.
      expect(message_count).toBe((await summarise(intact.bytes)).message_count);
    }
  });
});

describe('absurd lengths', () => {
  test.each([2n ** 40n, 2n ** 63n, 2n ** 64n - 1n, 0n, 1n, 23n])(
    'of %d bytes cost their block',
    async (length) => {
      for (const id of ['HD', 'DG', 'CG', 'CN', 'CC', 'TX', 'MD', 'DT', 'DL', 'SD', 'SI', 'FH']) {
        for (const at of offsetsOf(intact.bytes, id)) {
          const lying = patched(intact.bytes, (view) => view.setBigUint64(at + 8, length, true));
          expect((await summarise(lying)).verdict.message).toMatch(/\.$/);
        }
      }
    },
  );

  test('of a compressed block are refused before it is decompressed', async () => {
    const packed = sampleMdf4({ seconds: 1, sorted: true, packing: 'deflate', blockBytes: 4_000 }).bytes;
    const [first = 0] = offsetsOf(packed, 'DZ').filter((at) => packed[at + 24] === 0x44);
    const bomb = patched(packed, (view) => view.setBigUint64(first + 32, 2n ** 40n, true));
    const { verdict, message_count } = await summarise(bomb);
    expect(verdict.code).toBe('too_large_unpacked');
    expect(verdict.damaged?.[0]?.start).toBe(first);
    expect(message_count).toBeGreaterThan(0);
  });

  test('of records are rejected', async () => {
    const file = new BlockFile(0);
    const head = header(file);
    file.setLink(head, 0, tinyGroup(file, 0, file.block('DT', [], Buffer.alloc(1_000)), 2 ** 32 - 1));
    const { verdict } = await summarise(file.bytes());
    expect(verdict.message).toContain('claims records of 4294967295 bytes');
  });
});

describe('floods', () => {
  test('of data groups are summarised within the size limit', async () => {
    const file = new BlockFile(0);
    const head = header(file);
    let next = 0;
    for (let index = 0; index < 12_000; index += 1) {
      next = tinyGroup(file, next, file.block('DT', [], Buffer.alloc(3)));
    }
    file.setLink(head, 0, next);
    const summary = await summarise(file.bytes());
    expect(summary.message_count).toBe(36_000);
    expect(Buffer.byteLength(JSON.stringify(summary))).toBeLessThanOrEqual(maxSummaryBytes);
  });

  test('of links scattered over a large file cause a bounded number of reads', async () => {
    // Each 256 KiB begins with a data group that links to one far away.
    const pageBytes = 2 ** 18;
    const pages = 2 ** 10;
    const bytes = Buffer.alloc(pages * pageBytes);
    bytes.set(intact.bytes.subarray(0, 168));
    for (let page = 0; page < pages; page += 1) {
      const at = page * pageBytes;
      if (page > 0) bytes.write('##DG', at, 'latin1');
      if (page > 0) bytes.writeBigUInt64LE(64n, at + 8);
      if (page > 0) bytes.writeBigUInt64LE(4n, at + 16);
      const far = (((page * 401 + 1) % (pages - 1)) + 1) * pageBytes;
      bytes.writeBigUInt64LE(BigInt(far), page === 0 ? headerLinks : at + 24);
    }
    let read = 0;
    const source: ByteSource = {
      size: bytes.byteLength,
      async *stream(offset = 0) {
        for (let at = offset; at < bytes.byteLength; at += pageBytes) {
          read += pageBytes;
          yield bytes.subarray(at, at + pageBytes);
        }
      },
    };
    const { verdict } = await summariseFile(source);
    expect(verdict.code).toBe('corrupt');
    expect(read).toBeLessThan(12 * bytes.byteLength);
  });
});

describe('times', () => {
  test('that are absurd never extend the time span', async () => {
    const plain = await summarise(intact.bytes);
    const { bytes, blocks } = intact;
    const frames = blocks.filter(({ group }) => group === 0);
    const jumped = patched(bytes, (view) => {
      for (const [index, { start }] of frames.slice(1, 5).entries()) {
        view.setBigUint64(start + 24, [2n ** 64n - 1n, 2n ** 63n, 10n ** 18n, 2n ** 62n][index] ?? 0n, true);
      }
    });
    const summary = await summarise(jumped);
    expect(summary.message_count).toBe(plain.message_count);
    expect(summary.span).toEqual(plain.span);
    expect(summary.codes.map(({ code }) => code)).toContain('clock jump');
  });

  test('that are absurd in a stream of records cost none of them', async () => {
    const plain = await summarise(unfinished.bytes);
    const data = (unfinished.blocks[0]?.start ?? 0) + 24;
    const jumped = patched(unfinished.bytes, (view) => {
      for (const index of [3, 20, 21, 50]) {
        const place = data + (unfinished.records[index]?.from ?? 0) + 1;
        view.setBigUint64(place, 2n ** 62n + BigInt(index), true);
      }
    });
    const summary = await summarise(jumped);
    expect(summary.message_count).toBe(plain.message_count);
    expect(summary.span).toEqual(plain.span);
  });
});

describe('arbitrary bytes', () => {
  const runs = Number(process.env.FUZZ_RUNS ?? 300);

  test('yield a verdict if they begin like a recording', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.uint8Array({ maxLength: 2_000 }), async (open, rest) => {
        const head = Buffer.alloc(64);
        head.write(open ? 'UnFinMF 4.10    ' : 'MDF     4.10    ', 0, 'latin1');
        head.writeUInt16LE(0x65, 60);
        const summary = await summarise(Buffer.concat([head, rest]));
        expect(summary.format).toBe('mdf4');
        expect(summary.verdict.message).toMatch(/\.$/);
      }),
      { numRuns: runs },
    );
  });

  const bases = [
    intact.bytes,
    unfinished.bytes,
    sampleMdf4({ seconds: 1, sorted: true, packing: 'deflate' }).bytes,
  ];

  test('yield a verdict if a recording is changed anywhere', async () => {
    const interesting = fc.constantFrom(0, 1, 8, 24, 64, 0x7f, 0x80, 0xff, 0x23, 0x44);
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      bytes: fc.array(fc.oneof(interesting, fc.nat(255)), { minLength: 1, maxLength: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bases),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (base, changes) => {
          const bytes = Uint8Array.from(base);
          for (const { at, bytes: values } of changes) {
            // Most of a file is data: definitions, at its start, are changed more often.
            const place = Math.floor(at ** 3 * (bytes.byteLength - values.length));
            bytes.set(values, place);
          }
          const { verdict } = await summarise(bytes);
          expect(verdict.message).toMatch(/\.$/);
        },
      ),
      { numRuns: runs },
    );
  });
});

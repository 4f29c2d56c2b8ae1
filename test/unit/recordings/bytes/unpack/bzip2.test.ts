import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompressBzip2 } from '../../../../../src/recordings/bytes/unpack/bzip2.ts';
import { compressBzip2 } from '../../../../support/recordings/bzip2-compress.ts';

/** Made by `bz2.compress` of Python 3.11 (libbzip2 1.0.8). */
const reference = [
  {
    packed:
      'QlpoOTFBWSZTWYQIrX8AAAAJAH/4MAAwAMMDRoMkoCAAAJPVVDQ00PmswGjveoCrGb2AD3NaDgjTlJGM5NmlojMu7M9RACZiJvCaiGKN+4jfMkPDbntpeGK0s0O3xW8n0YbJCkK2KaH4R9mVImoismjRRjUNKxGyaKIgJKICMaaCq/Vbb+LuSKcKEhCBFa/g',
    raw: Buffer.from(Array.from({ length: 60 }, (_, i) => `${(i * i) % 97}:${'ab'.repeat(i % 5)};`).join('')),
  },
  {
    packed: 'QlpoOTFBWSZTWXnTnkgAB6jAQMAAAAIACCAAMMwJqmmVJDapSQ8XckU4UJB5055I',
    raw: Buffer.alloc(1_000_000),
  },
];

const text = Buffer.from('the quick brown fox jumps over the lazy dog; '.repeat(4_000));

describe('the bzip2 decoder', () => {
  test('decompresses the output of libbzip2', () => {
    for (const { packed, raw } of reference) {
      const { bytes, complete } = decompressBzip2(Buffer.from(packed, 'base64'), raw.byteLength);
      expect({ complete, same: raw.equals(Buffer.from(bytes)) }).toEqual({ complete: true, same: true });
    }
  });

  test('decompresses any bytes, in several blocks and several streams', () => {
    const runs = fc.array(fc.tuple(fc.nat(3), fc.nat(600)), { maxLength: 8 });
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      runs.map((all) => Buffer.concat(all.map(([byte, length]) => Buffer.alloc(length, byte)))),
    );
    fc.assert(
      fc.property(content, content, (first, second) => {
        const packed = Buffer.concat([compressBzip2(first), compressBzip2(second)]);
        const raw = Buffer.concat([first, second]);
        const { bytes, complete } = decompressBzip2(packed, raw.byteLength);
        expect({ complete, same: raw.equals(Buffer.from(bytes)) }).toEqual({ complete: true, same: true });
      }),
    );
    for (const raw of [text, Buffer.alloc(4, 'a')]) {
      const { bytes, complete } = decompressBzip2(compressBzip2(raw), raw.byteLength);
      expect({ complete, same: raw.equals(Buffer.from(bytes)) }).toEqual({ complete: true, same: true });
    }
  });

  test('yields the complete blocks of a truncated stream', () => {
    const packed = compressBzip2(text);
    const { bytes, complete } = decompressBzip2(packed.subarray(0, packed.byteLength - 40), text.byteLength);
    expect(complete).toBe(false);
    expect(bytes.byteLength).toBe(158_000);
    expect(text.subarray(0, bytes.byteLength).equals(Buffer.from(bytes))).toBe(true);
  });

  test('stops at the size it was given', () => {
    const { bytes, complete } = decompressBzip2(compressBzip2(new Uint8Array(500_000)), 100_000);
    expect(complete).toBe(false);
    expect(bytes.byteLength).toBe(79_000);
  });

  test('rejects every block whose checksum differs, and never throws', () => {
    const packed = compressBzip2(text.subarray(0, 600));
    fc.assert(
      fc.property(fc.nat(packed.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const damaged = Uint8Array.from(packed);
        damaged[at] = (damaged[at] as number) ^ mask;
        const { bytes } = decompressBzip2(damaged, 600);
        expect(text.subarray(0, bytes.byteLength).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (rest) => {
        decompressBzip2(Buffer.concat([Buffer.from('BZh9\x31\x41\x59\x26\x53\x59', 'latin1'), rest]), 1_000);
      }),
      { numRuns: 300 },
    );
  });
});

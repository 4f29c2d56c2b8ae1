import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import type { AheadPiece } from '../../../../../src/recordings/bytes/ahead/ahead-piece.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { unpackAhead } from '../../../../../src/recordings/unpack-ahead.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const drive = { seconds: 4, bytes: 600_000, chunkSize: 64 * 1024 };

async function piecesOf(bytes: Uint8Array): Promise<AheadPiece[] | undefined> {
  const pieces = await unpackAhead(bufferSource(bytes));
  return pieces && Array.fromAsync(pieces);
}

/** The summary as text, read with the pieces of another thread, and how many parts it had. */
async function readAhead(bytes: Uint8Array) {
  const pieces = (await piecesOf(bytes)) ?? [];
  const parts = pieces.filter((piece) => !(piece instanceof Uint8Array)).length;
  const ahead = pieces.length > 0 ? Iterator.from(pieces) : undefined;
  const pulled = ahead && { next: async () => ahead.next() };
  return { parts, text: JSON.stringify(await summariseFile(bufferSource(bytes), { ahead: pulled })) };
}

const alone = async (bytes: Uint8Array) => JSON.stringify(await summarise(bytes));

describe('an MCAP that another thread unpacks', () => {
  test.each([
    ['zstd', { compression: 'zstd' }],
    ['zstd without a checksum over all data', { compression: 'zstd', dataCrc: false }],
    ['no compression', { compression: 'none' }],
    ['LZ4', { compression: { name: 'lz4', compress: compressLz4 } }],
    ['messages that cannot be decoded', { compression: 'zstd', faults: ['undecodable'] }],
  ] as const)('gives the same summary, byte for byte: %s', async (_, options) => {
    const bytes = sampleMcap({ ...drive, ...options });
    const { parts, text } = await readAhead(bytes);
    expect(parts).toBeGreaterThan(3);
    expect(text).toBe(await alone(bytes));
  });

  test('is sent without the data of messages that are only counted', async () => {
    const bytes = sampleMcap({ ...drive, compression: 'zstd' });
    const pieces = (await piecesOf(bytes)) ?? [];
    const sent = pieces.map((piece) => (piece instanceof Uint8Array ? piece : piece.content).byteLength);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBeLessThan(bytes.byteLength / 2);
  });

  test.each([
    ['messages outside chunks', sampleMcap({ ...drive, chunkSize: 0 })],
    ['no end', sampleMcap(drive).subarray(0, -20)],
    ['another format', Buffer.from('(1.0) can0 123#00\n'.repeat(1_000))],
    ['nothing', new Uint8Array()],
  ])('is left to one thread if it has %s', async (_, bytes) => {
    expect(await piecesOf(bytes)).toBeUndefined();
  });

  test('is read again by one thread if its index names other schemas than its data', async () => {
    const bytes = Buffer.from(sampleMcap({ ...drive, compression: 'zstd' }));
    const name = Buffer.from('diagnostic_msgs/msg/DiagnosticArray');
    bytes.write('x', bytes.lastIndexOf(name), 'latin1');
    const definition = bytes.lastIndexOf('DiagnosticStatus[] status');
    bytes.write('D1234567890Status[] xxxxxx', definition, 'latin1');
    expect((await readAhead(bytes)).text).toBe(await alone(bytes));
  });

  test('gives the same summary however it is damaged', async () => {
    const intact = sampleMcap({ ...drive, seconds: 2, bytes: 250_000, chunkSize: 20_000 });
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { maxLength: 4 }),
        fc.option(place, { freq: 8 }),
        async (flips, cut) => {
          const bytes = new Uint8Array(intact);
          for (const [where, bits] of flips) {
            const at = Math.floor(where * bytes.byteLength);
            bytes[at] = (bytes[at] as number) ^ bits;
          }
          const rest = bytes.subarray(0, Math.floor((cut ?? 1) * bytes.byteLength));
          expect((await readAhead(rest)).text).toBe(await alone(rest));
        },
      ),
      { numRuns: 60 },
    );
  });
});

import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { unpackAhead } from '../../../../../src/recordings/unpack-ahead.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const [chunk, dataEnd] = [0x06, 0x0f];

/** As the crate mcap writes it without checksums of chunks: that over all data leaves their content out. */
function withoutChunkChecksums(recording: Uint8Array): Buffer {
  const bytes = Buffer.from(recording);
  let sum = crc32(bytes.subarray(0, 8));
  for (let at = 8; ; ) {
    const opcode = bytes[at];
    const end = at + 9 + Number(bytes.readBigUInt64LE(at + 1));
    if (opcode === dataEnd) {
      bytes.writeUInt32LE(sum, at + 9);
      return bytes;
    }
    if (opcode === chunk) bytes.writeUInt32LE(0, at + 9 + 24);
    const content = opcode === chunk ? at + 9 + 32 + bytes.readUInt32LE(at + 9 + 28) + 8 : end;
    sum = crc32(bytes.subarray(at, content), sum);
    at = end;
  }
}

test.each(['zstd', 'none'] as const)(
  'a checksum that leaves out the content of chunks is no damage (%s)',
  async (compression) => {
    const sample = sampleMcap({ seconds: 4, bytes: 400_000, chunkSize: 64 * 1024, compression });
    const bytes = withoutChunkChecksums(sample);
    const summary = await summarise(bytes);
    expect(summary).toEqual(await summarise(sample));
    const pieces = (await unpackAhead(bufferSource(bytes))) ?? [];
    const ahead = Iterator.from(await Array.fromAsync(pieces));
    const read = { ahead: { next: async () => ahead.next() } };
    expect(await summariseFile(bufferSource(bytes), read)).toEqual(summary);
    // What it does cover is still held against it.
    bytes[30] = (bytes[30] as number) ^ 1;
    expect((await summarise(bytes)).verdict).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('checksum over all data'),
    });
  },
);

import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';

/** Length of a DataEnd record without a checksum, a footer without a summary, and the magic. */
const ending = Buffer.concat([
  Buffer.from([0x0f, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from([0x02, 20, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.alloc(20),
  Buffer.from([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a]),
]);

/**
 * An MCAP of about `bytes` that is never held in memory as a whole: one drive's chunks, repeated. `part` returns the
 * bytes from `offset` on, at most `count` of them.
 */
export function endlessMcap(bytes: number): {
  size: number;
  part(offset: number, count: number): Uint8Array;
} {
  const drive = Buffer.from(sampleMcap({ seed: 3, seconds: 30, bytes: 8e6, chunkSize: 1 << 20 }));
  const dataEnd = findDataEnd(drive);
  const head = 8;
  const body = dataEnd - head;
  const times = Math.max(1, Math.round(bytes / body));
  const end = head + times * body;
  return {
    size: end + ending.byteLength,
    part(offset, count) {
      if (offset >= end) return ending.subarray(offset - end, offset - end + count);
      const at = offset < head ? offset : head + ((offset - head) % body);
      return drive.subarray(at, Math.min(dataEnd, at + count));
    },
  };
}

function findDataEnd(drive: Buffer): number {
  for (let at = 8; at + 9 < drive.byteLength; at += 9 + Number(drive.readBigUInt64LE(at + 1))) {
    if (drive[at] === 0x0f) return at;
  }
  throw new Error('the sample has no end');
}

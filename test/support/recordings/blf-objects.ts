import { BlfFileWriter, type BlfWriterOptions } from '../../../samples/blf/blf-file-writer.ts';

/** When BLF files of the tests begin, ms since 1970. */
export const startMs = Date.UTC(2026, 2, 14, 8);

/** Consecutive fields of an object: [bytes, value]. */
export function fields(...all: [bytes: 1 | 2 | 4 | 8, value: number][]): Uint8Array {
  return Buffer.concat(
    all.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64LE(BigInt(value));
      return field.subarray(0, bytes);
    }),
  );
}

/** "CAN_MESSAGE" or "CAN_MESSAGE2" on bus 1, up to 8 bytes of data. */
export const canMessage = (id: number, ...data: number[]) =>
  Buffer.concat([
    fields([2, 1], [1, 0], [1, data.length], [4, id]),
    Buffer.from(data.concat(Array(8).fill(0)).slice(0, 8)),
  ]);

/** A file of these objects, one a millisecond. */
export function fileOf(
  objects: [type: number, body: Uint8Array][],
  options: BlfWriterOptions = {},
): Uint8Array {
  const writer = new BlfFileWriter({ startMs, ...options });
  for (const [index, [type, body]] of objects.entries())
    writer.object(type, BigInt(index) * 1_000_000n, body);
  return writer.end();
}

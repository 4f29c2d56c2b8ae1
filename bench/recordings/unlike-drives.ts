import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { bufferSource } from '../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';

const library = 'argus samples';
/** Opcode of the record `Data End`, and the length of its content, which is a checksum. */
const dataEnd = Buffer.from([0x0f, 4, 0, 0, 0, 0, 0, 0, 0]);

/**
 * MCAP files of about this size, each with another content, so that no result of one is that of another. To make them one by one
 * would take longer than to read them: they are one drive whose header names another library.
 */
export function unlikeDrives(bytes: number): (number: number) => Uint8Array {
  const drive = Buffer.from(sampleMcap({ seed: 1, seconds: Math.max(2, Math.round(bytes / 33_000)), bytes }));
  const nameAt = drive.indexOf(library);
  // Zero stands for no checksum over all data; chunks have their own.
  drive.writeUInt32LE(0, drive.lastIndexOf(dataEnd) + dataEnd.length);
  return (number) => {
    const other = Buffer.from(drive);
    other.write(`run ${number}`.padEnd(library.length), nameAt, 'latin1');
    return other;
  };
}

/** Seconds for one file, read in this thread after as many have warmed it up. */
export async function secondsToRead(next: () => Uint8Array, count: number): Promise<number> {
  let begun = 0;
  for (let index = 0; index < 2 * count; index += 1) {
    if (index === count) begun = performance.now();
    const { verdict } = await summariseFile(bufferSource(next()));
    if (verdict.code !== 'ok') throw new Error(`a sample was read as ${verdict.code}: ${verdict.message}`);
  }
  return (performance.now() - begun) / 1000 / count;
}

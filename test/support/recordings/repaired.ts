import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { openFileOutput } from '../../../src/recordings/convert/file-output.ts';
import { type Repaired, repairOf, repairRecording } from '../../../src/recordings/repair/repair.ts';

/** What `argus repair` writes of a recording; `look` is called with the path of the file. */
export async function repaired(
  recording: Uint8Array,
  look?: (path: string) => void,
): Promise<{ result: Repaired; bytes: Uint8Array }> {
  const source = bufferSource(recording);
  const { format, ending = '' } = await repairOf(source);
  const folder = await mkdtemp(join(tmpdir(), 'argus-repair-'));
  try {
    const path = join(folder, `clean${ending}`);
    const output = openFileOutput(path);
    try {
      const result = await repairRecording(source, format, output, { library: 'test' });
      look?.(path);
      return { result, bytes: Uint8Array.from(await readFile(path)) };
    } finally {
      output.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

import type { ByteSource } from '../../bytes/byte-source.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { summariseMeasurement } from '../mdf/summarise-measurement.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { isMdf4 } from './recording-start.ts';

export const mdf4Reader: RecordingReader = {
  format: 'mdf4',
  detects: isMdf4,
  read: readMdf4,
};

/** Maximum number of concatenated recordings in one file; further ones are not searched for. */
const maxRecordings = 1_000;

/**
 * Summarises an ASAM MDF file of version 4: its definitions by small reads along their links, then its data in one
 * pass. Times are nanoseconds since 1970 if the file states when it began, otherwise since its beginning.
 */
async function readMdf4(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { readRecording } = await import('./read-recording.ts');
  return summariseMeasurement('mdf4', source, options, async (bytes, context) => {
    const file = { source, signal: options.signal, ...bytes };
    let next: number | undefined = 0;
    for (let recording = 0; next !== undefined && recording < maxRecordings; recording += 1) {
      if (next > 0) context.damaged('corrupt', next, next, 'a second recording begins in the same file');
      next = await readRecording(file, next, context);
    }
  });
}

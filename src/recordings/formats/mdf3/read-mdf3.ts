import type { ByteSource } from '../../bytes/byte-source.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { summariseMeasurement } from '../mdf/summarise-measurement.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { isMdf3 } from './file-start.ts';

export const mdf3Reader: RecordingReader = {
  format: 'mdf3',
  detects: isMdf3,
  read: readMdf3,
};

/**
 * Summarises a measurement file of MDF 2 or 3: its definitions by small reads along their links, then its data, group
 * by group. Times are nanoseconds since 1970 if the file states when it began, otherwise since its beginning.
 */
async function readMdf3(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { readRecording } = await import('./read-recording.ts');
  return summariseMeasurement('mdf3', source, options, ({ pages, stream }, context) =>
    readRecording(pages, stream, context),
  );
}

import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { headHas } from '../text/head-lines.ts';
import { walkLines } from '../text/line-walk.ts';
import { VboLines } from './vbo-lines.ts';

const format = 'vbo';
const header = /^\[header\]/i;
/** What programs for phones write has no line above the sections; other files of sections have none of this name. */
const columnNames = /^\[column names\]/i;
const firstLine = /^File created on \d{1,2}\/\d{1,2}\/\d{4} (?:@|at) \d/i;

export const vboReader: RecordingReader = {
  format,
  detects: (head) => headHas(head, header) && (headHas(head, firstLine) || headHas(head, columnNames)),
  readsUnsized: true,
  read: readVbo,
};

/** Summarises a VBO file of Racelogic's loggers: a row of figures for each moment. */
async function readVbo(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const reader = new ByteReader(source, options.signal);
  const lines = new VboLines(builder);
  await walkLines(reader, lines, damage);
  const { missing } = lines;
  if (missing) damage.add(missing.kind, 0, reader.size, missing.what);
  return builder.finish({ format, sizeBytes: reader.size, damage });
}

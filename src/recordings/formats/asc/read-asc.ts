import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { headHas, mostLinesAre } from '../text/head-lines.ts';
import { walkLines } from '../text/line-walk.ts';
import { TraceBuses } from '../traces/trace-buses.ts';

/** Any of these header lines identifies the format. */
const header =
  /^\s*(?:date\s+\p{L}{2,4}\.?\s+\p{L}{3,}\.?\s+\d|base\s+(?:hex|dec)\s+timestamps\s|begin\s+triggerblock\s|(?:no\s+)?internal\s+events\s+logged)/iu;
/** Without a header, events identify it. */
const event =
  /^\s*\d+\.\d{4,9}\s+(?:\d{1,3}\s+(?:\w+\s+(?:Rx|Tx|TxRq)\s+[dr](?:\s|$)|ErrorFrame|OverloadFrame|Statistic:)|CANFD\s+\d|CAN\s+\d+\s+Status:|(?:ETH|AFDX)\s+\d+\s|Fr\s+(?:RMSG|PDU|SE|SCE|EE|\d|\*)|L[i\d]\s+\w|M\d\s+\w|SV:\s|Start of measurement|log (?:trigger|direct))/i;

export const ascReader: RecordingReader = {
  format: 'asc',
  detects: (head) => headHas(head, header) || mostLinesAre(head, event),
  read: readAsc,
};

/** Summarises a Vector ASC. Times count from the date in its header; without one, from the start of the trace. */
async function readAsc(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { AscLines } = await import('./asc-lines.ts');
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const buses = new TraceBuses(builder, options.databases);
  const lines = new AscLines(builder, buses);
  await walkLines(new ByteReader(source, options.signal), lines, damage);
  lines.finish();
  buses.finish();
  return builder.finish({ format: 'asc', sizeBytes: source.size, damage });
}

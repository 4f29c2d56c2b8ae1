import { plural } from '../../../domain/plural.ts';
import type { Verdict } from '../../../domain/verdict.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { DamageInOrder } from '../mdf/damage-in-order.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { Table } from '../tables/table.ts';
import { PassedOver } from '../traces/passed-over.ts';

const format = 'parquet';
const topic = 'table';

export const parquetReader: RecordingReader = {
  format,
  detects: (head) => startsWith(head, 'PAR1') || startsWith(head, 'PARE'),
  read: readParquet,
};

const problems: Record<'cut' | 'damaged' | 'encrypted', Verdict> = {
  cut: {
    code: 'truncated',
    message:
      'The file ends before its footer, which says where its columns are; nothing of it can be read. Close it properly where it was written, and upload it again.',
    salvaged_messages: 0,
  },
  damaged: {
    code: 'corrupt',
    message: 'The footer, which says where the columns are, is damaged; nothing of the file can be read.',
    salvaged_messages: 0,
  },
  encrypted: {
    code: 'encrypted',
    message: 'This Parquet file is encrypted. Decrypt it with its key, and upload it again.',
    salvaged_messages: 0,
  },
};

/** Summarises a table in Apache Parquet. Columns of lists are named, and not read. */
async function readParquet(
  source: ByteSource,
  { limits, signal, messages }: ReadOptions,
): Promise<FileSummary> {
  const [{ encryptedColumns, flatColumns, readFooter }, { readTableHead }, { readRowGroup }] =
    await Promise.all([import('./footer.ts'), import('./find-row-time.ts'), import('./row-groups.ts')]);
  const footer = await readFooter(source, signal);
  if ('problem' in footer) return emptySummary(source.size, problems[footer.problem], format);
  const { metadata, tree } = footer;
  const { flat, unread } = flatColumns(tree);
  const hidden = encryptedColumns(metadata);
  const columns = flat.filter(({ key }) => !hidden.has(key));
  const context = { source, limits, signal };
  const { time, headings, sample } = await readTableHead(columns, metadata, {
    ...context,
    damage: new DamageLog(),
  });
  if ('missing' in time) {
    if (hidden.size > 0) return emptySummary(source.size, problems.encrypted, format);
    const message = `This is a Parquet table ${time.missing}.`;
    return emptySummary(source.size, { code: 'unsupported', message, salvaged_messages: 0 }, format);
  }
  const builder = new SummaryBuilder(messages);
  const damage = new DamageLog();
  const found = new DamageInOrder();
  const passedOver = new PassedOver();
  builder.version('parquet writer', metadata.created_by ?? '');
  for (const { name, key } of flat) {
    const values = hidden.get(key);
    if (values === undefined) continue;
    damage.add('unsupported', 0, 0, `column "${name}" is encrypted`);
    builder.omit('unknown_rule', values);
  }
  const table = new Table(builder, { headings, sample, time, encoding: format, topic });
  for (const group of metadata.row_groups) {
    await readRowGroup(group, { ...context, damage: found, builder, passedOver, columns, table, time });
  }
  if (unread.length > 0)
    passedOver.count(
      `${plural(unread.length, 'column')} of lists, intervals or BSON: ${unread.slice(0, 8).join(', ')}`,
    );
  found.reportTo(damage);
  passedOver.report('Parquet', builder, { timeNs: builder.endNs, topic: '' });
  const kind = table.understood === '' ? '' : `, ${table.understood}`;
  const read_as = `Parquet table of ${plural(columns.length + unread.length, 'column')}${kind}; time: ${time.understood}.`;
  return { ...builder.finish({ format, sizeBytes: source.size, damage }), read_as };
}

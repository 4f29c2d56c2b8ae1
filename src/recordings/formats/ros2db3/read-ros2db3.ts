import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ChannelDefinition } from '../../meaning/interpret/channel-table.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { cleanText } from '../../summary/text.ts';
import type { RecordingReader } from '../recording-reader.ts';
import {
  type DatabaseHeader,
  headerBytes,
  lastReadVersion,
  looksLikeDatabase,
  parseDatabaseHeader,
  readVersionAt,
  usualHeader,
} from './database-header.ts';

export const ros2db3Reader: RecordingReader = {
  format: 'ros2db3',
  detects: looksLikeDatabase,
  read: readRos2db3,
};

/** Characters of the name of a table in a verdict. */
const maxName = 60;
/** Maximum number of concatenated databases in one file; further ones are not searched for. */
const maxDatabases = 16;

/**
 * Summarises a ROS 2 bag in SQLite from its pages in order, without SQLite: see docs/decisions. If damage hid topics
 * that are found later, the file is read a second time with that knowledge.
 */
async function readRos2db3(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const first = await walk(source, options);
  if (!first.late) return first.summary;
  options.messages?.restart?.();
  return (await walk(source, options, first.late)).summary;
}

async function walk(
  source: ByteSource,
  options: ReadOptions,
  preset?: ReadonlyMap<number, ChannelDefinition>,
): Promise<{ summary: FileSummary; late: ReadonlyMap<number, ChannelDefinition> | undefined }> {
  const { DatabaseWalk } = await import('./database-walk.ts');
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const reader = new ByteReader(source, options.signal);
  let late: ReadonlyMap<number, ChannelDefinition> | undefined;
  let isBag = false;
  let inWal = false;
  let others: readonly string[] = [];
  try {
    for (let databases = 0; databases < maxDatabases; databases += 1) {
      await reader.fill(Math.min(reader.remaining, headerBytes));
      if (reader.remaining < headerBytes) break;
      const start = reader.offset;
      if (databases > 0) damage.add('corrupt', start, start, 'a second database begins in the same file');
      const header = headerAt(reader, damage);
      inWal ||= header.wal;
      if (header.readVersion > lastReadVersion) {
        const what = `the database says that readers need version ${header.readVersion} of its format, which is not supported`;
        damage.add('unsupported', start + readVersionAt, start + readVersionAt, what);
      }
      const database = new DatabaseWalk(source, reader, header, {
        ...options,
        builder,
        damage,
        preset: databases === 0 ? preset : undefined,
      });
      await database.run();
      isBag ||= database.isBag;
      if (databases === 0) ({ late, otherTables: others } = database);
    }
  } finally {
    await reader.close();
  }
  if (!isBag && builder.messageCount === 0 && !damage.any) {
    const message = withoutBag(others, inWal);
    return { summary: emptySummary(source.size, { code: 'unknown_format', message }), late: undefined };
  }
  return {
    summary: builder.finish({ format: 'ros2db3', sizeBytes: source.size, damage }),
    late,
  };
}

/** Why a database holds no recording, and what to do. */
function withoutBag(others: readonly string[], inWal: boolean): string {
  if (others.length > 0) {
    const tables = others.map((name) => `"${cleanText(name, maxName)}"`).join(', ');
    return `This is an SQLite database with tables of its own (${tables}), but none of a ROS 2 bag or of frames of CAN. Export the one with the measurements and their times as CSV (sqlite3 -header -csv), and upload that.`;
  }
  return inWal
    ? 'This SQLite database has no tables of a ROS 2 bag; all of them may be in its -wal file. Open it once with sqlite3 where it was recorded, which moves them into the database, and upload it again.'
    : 'This is an SQLite database, but it has no tables of a ROS 2 bag.';
}

/** The page size is stated twice: directly, and through the number of pages; if they differ, it is damaged. */
function headerAt(reader: ByteReader, damage: DamageLog): DatabaseHeader {
  const stated = parseDatabaseHeader(reader.slice(0, headerBytes));
  const { offset, remaining } = reader;
  const fits = ({ pages, pageSize }: DatabaseHeader) => pages === 0 || pages * pageSize === remaining;
  if (stated && fits(stated)) return stated;
  const other = { ...(stated ?? usualHeader), pageSize: usualHeader.pageSize, usable: usualHeader.usable };
  const betterOther = stated !== undefined && stated.pages * other.pageSize === remaining;
  if (stated && !betterOther) return stated;
  damage.add('corrupt', offset, offset + headerBytes, 'the header of the database is damaged');
  return other;
}

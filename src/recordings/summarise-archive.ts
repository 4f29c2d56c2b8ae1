import { plural } from '../domain/plural.ts';
import { type Verdict, verdictFails } from '../domain/verdict.ts';
import type { ByteSource } from './bytes/byte-source.ts';
import { hashingSource } from './bytes/sources/hashing-source.ts';
import { type Unpacking, unpackLimit } from './bytes/unpack/unpacking-source.ts';
import type { ArchiveContent, ArchiveEntry } from './formats/archives/archive-content.ts';
import { databaseKinds } from './meaning/databases/database-kind.ts';
import { companionFormat } from './summary/companion.ts';
import { emptySummary } from './summary/empty-summary.ts';
import {
  type DatabaseUse,
  type FileSummary,
  type MemberSummary,
  summaryCaps,
  unknownFormat,
} from './summary/file-summary.ts';
import { fitSize, maxSummaryBytes } from './summary/fit-size.ts';
import { cleanText } from './summary/text.ts';

/** Format of a file in an archive that is one itself. */
export const archiveWithin = 'archive';

/** Summarises one file of an archive; an archive within it is not entered. */
export type SummariseMember = (
  name: string,
  source: ByteSource,
  unpackings: Unpacking[],
) => Promise<FileSummary>;

/** Recordings of one archive that are read; a drive of an hour in files of a minute has 60. */
const maxMembers = 200;

/** JSON of all members together, in bytes. */
const maxMembersBytes = 4 * 2 ** 20;

const databaseFormats: readonly string[] = ['dbc', ...databaseKinds];

/** Names in a sentence. */
const namedInSentence = 3;

/**
 * Summarises the recordings in an archive, each for itself: see docs/decisions. Files that are no recordings are listed
 * as attachments. Names inside are labels; nothing is written under them.
 */
export async function summariseArchive(
  format: 'zip' | 'tar',
  source: ByteSource,
  summarise: SummariseMember,
  signal: AbortSignal | undefined,
): Promise<FileSummary> {
  const content = await readEntries(format, source, signal);
  const members: MemberSummary[] = [];
  const others: ArchiveEntry[] = [];
  const refused: string[] = [];
  const limit = unpackLimit(source.size);
  let left = limit;
  for (const entry of content.entries) {
    const name = cleanText(entry.name, summaryCaps.name);
    if (members.length >= maxMembers) {
      refused.push(`"${name}" is beyond the limit of ${maxMembers} recordings; upload it by itself`);
      continue;
    }
    if (entry.size > left) {
      refused.push(`"${name}" would unpack the archive to more than the limit of ${limit} bytes`);
      continue;
    }
    left -= entry.size;
    if (entry.problem) {
      refused.push(`"${name}" ${entry.problem.what}`);
      continue;
    }
    const member = await readMember(entry, name, summarise, signal);
    if (isRecording(member.summary)) members.push(member);
    else others.push(entry);
    if (member.summary.format === archiveWithin)
      refused.push(`"${name}" is an archive within the archive; take it out, and upload it by itself`);
  }
  return archiveSummary(source.size, content, { members, others, refused });
}

async function readEntries(
  format: 'zip' | 'tar',
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<ArchiveContent> {
  if (format === 'tar') return (await import('./formats/archives/tar-entries.ts')).readTar(source, signal);
  return (await import('./formats/archives/zip-entries.ts')).readZip(source, signal);
}

async function readMember(
  entry: ArchiveEntry,
  name: string,
  summarise: SummariseMember,
  signal: AbortSignal | undefined,
): Promise<MemberSummary> {
  const { source, unpackings } = await entry.open(signal);
  const hashing = hashingSource(source);
  const summary = await summarise(name, hashing, unpackings);
  const size_bytes = source.sizeIsBound ? entry.size : source.size;
  return { name, size_bytes, sha256: await hashing.sha256(), summary: { ...summary, size_bytes } };
}

/**
 * Texts, pictures and archives within the archive (which the verdict names) are none; what is damaged may have been one. Companions say what
 * belongs to a recording.
 */
function isRecording({ format, verdict }: FileSummary): boolean {
  return (
    (format !== unknownFormat && format !== archiveWithin) ||
    !['ok', 'empty', 'unknown_format'].includes(verdict.code)
  );
}

interface Found {
  members: MemberSummary[];
  others: ArchiveEntry[];
  refused: string[];
}

function archiveSummary(size: number, content: ArchiveContent, found: Found): FileSummary {
  const { members, others } = found;
  const attachments = others.slice(0, summaryCaps.attachments).map(({ name, size: bytes, offset }) => ({
    name: cleanText(name, summaryCaps.name),
    media_type: '',
    size_bytes: bytes,
    offset,
  }));
  const message_count = members.reduce((sum, { summary }) => sum + summary.message_count, 0);
  const empty = emptySummary(size, verdictOf(content, found, message_count), content.format);
  const databases = databasesOf(members);
  const share = Math.min(maxSummaryBytes, Math.floor(maxMembersBytes / Math.max(1, members.length)));
  return {
    ...empty,
    message_count,
    attachments,
    omitted: { ...empty.omitted, attachments: others.length - attachments.length },
    ...(databases && { databases }),
    members: members.map((member) => ({ ...member, summary: fitSize(member.summary, share) })),
  };
}

/** Of all members together, so that the archive is read again when the databases change. */
function databasesOf(members: readonly MemberSummary[]): DatabaseUse[] | undefined {
  const uses = members.flatMap(({ summary }) => (summary.databases ? [summary.databases] : []));
  if (uses.length === 0) return undefined;
  return [...new Map(uses.flat().map((use) => [use.sha256, use])).values()];
}

function verdictOf(content: ArchiveContent, { members, others, refused }: Found, messages: number): Verdict {
  const recordings = members.filter(({ summary }) => summary.format !== companionFormat);
  const failed = recordings.filter(({ summary }) => verdictFails(summary.verdict));
  const what = content.format === 'zip' ? 'ZIP' : 'tar';
  const saved = { salvaged_messages: messages };
  const left = leftOut(refused, content.more);
  if (content.entries.length === 0 && content.damage.verdict(0).code === 'ok')
    return { code: 'empty', message: `This is a ${what} archive without any file in it.` };
  if (recordings.length === 0) {
    const isLocked =
      refused.length > 0 && content.entries.every(({ problem }) => problem?.code === 'encrypted');
    if (isLocked) {
      const message = `This is a ${what} archive protected by a password; it cannot be read. Upload the recordings in it as they are.`;
      return { code: 'encrypted', message, ...saved };
    }
    const message = `This is a ${what} archive without a recording that Argus knows (${plural(others.length, 'other file')}).${left}`;
    return refused.length > 0
      ? { code: 'unsupported', message, ...saved }
      : { code: 'unknown_format', message };
  }
  const read = `${readText(recordings.length, failed.length, what)}, with ${plural(messages, 'message')}`;
  const apart = databasesApart(recordings);
  const damaged = content.damage.verdict(messages);
  if (damaged.code !== 'ok') return { ...damaged, message: `${damaged.message} ${read}.${left}${apart}` };
  const code = refused.length > 0 || content.more ? 'unsupported' : 'ok';
  return { code, message: `${read}.${left}${apart}`, ...(code !== 'ok' && saved) };
}

function readText(all: number, failed: number, what: string): string {
  if (failed > 0)
    return `${all - failed} of ${plural(all, 'recording')} in the ${what} archive could be read`;
  return `${plural(all, 'recording')} of the ${what} archive ${all === 1 ? 'was' : 'were'} read`;
}

/** Databases apply to files of the batch; what the archive holds beside them is read without. */
function databasesApart(recordings: readonly MemberSummary[]): string {
  const isDatabase = ({ summary }: MemberSummary) => databaseFormats.includes(summary.format);
  if (!recordings.some(isDatabase) || recordings.every(isDatabase)) return '';
  return ' A database in it names no signals of the other files: upload it beside the archive.';
}

function leftOut(refused: readonly string[], more: boolean): string {
  const rest = refused.length - namedInSentence;
  const named = refused.slice(0, namedInSentence).join('; ');
  const others = rest > 0 ? `; and ${plural(rest, 'more file')}` : '';
  const beyond = more ? ' There are more files in it than are looked at.' : '';
  return `${refused.length > 0 ? ` Not read: ${named}${others}.` : ''}${beyond}`;
}

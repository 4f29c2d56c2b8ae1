import { plural } from '../../../domain/plural.ts';
import type { CompanionFile } from '../../summary/companion.ts';
import { type Companion, ok } from './companion-reader.ts';
import { headText, plainTextOf } from './plain-lines.ts';

/** The top key of rosbag2's `metadata.yaml`, since its version 1. */
const topKey = /^\s*"?rosbag2_bagfile_information"?\s*:/m;

/**
 * `metadata.yaml` of a ROS 2 bag: its files, since version 5 with the number of messages in each, and their
 * compression.
 */
export const rosbag2Metadata: Companion = {
  kind: 'rosbag2-metadata',
  detects: (head) => topKey.test(headText(head) ?? ''),
  read(bytes) {
    const text = plainTextOf(bytes) ?? '';
    const files = filesIn(text);
    const packed = firstValue(text, 'compression_format');
    const count = firstValue(text, 'message_count');
    const messages = /^\d+$/.test(count) ? ` with ${plural(Number(count), 'message')}` : '';
    const packing = packed === '' ? '' : `, packed with ${packed}`;
    return ok(`This describes a ROS 2 bag of ${plural(files.length, 'file')}${messages}${packing}.`, files);
  },
};

/** The files with their counts; before version 5 only their paths. */
function filesIn(text: string): CompanionFile[] {
  const counted = itemsOf(text, 'files').map((item): CompanionFile => {
    const count = firstValue(item, 'message_count');
    return { path: firstValue(item, 'path'), ...(/^\d+$/.test(count) && { message_count: Number(count) }) };
  });
  if (counted.length > 0) return counted.filter(({ path }) => path !== '');
  const paths = itemsOf(text, 'relative_file_paths').map((item) => unquoted(item.replace(/^\s*- ?/, '')));
  return paths.filter((path) => path !== '').map((path) => ({ path }));
}

/** The items of a list in block style, each with its dash: as rosbag2, rosbags and editors write it. */
function itemsOf(text: string, key: string): string[] {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => new RegExp(`^\\s*${key}:\\s*$`).test(line));
  const dash = /^(\s*)- /.exec(lines[at + 1] ?? '')?.[1]?.length;
  if (at < 0 || dash === undefined) return [];
  const items: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    const starts = indent === dash && line.trimStart().startsWith('- ');
    if (line.trim() !== '' && !starts && indent <= dash) break;
    if (starts) items.push(line);
    else items.push(`${items.pop() ?? ''}\n${line}`);
  }
  return items;
}

/** The first value of a key. */
function firstValue(text: string, key: string): string {
  return unquoted(new RegExp(`^[\\s-]*${key}:[^\\S\\n]*(.*)$`, 'm').exec(text)?.[1] ?? '');
}

function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

import { plural } from '../../../domain/plural.ts';
import type { CompanionFile } from '../../summary/companion.ts';
import { type Companion, ok } from './companion-reader.ts';
import { headText, linesOf, plainTextOf } from './plain-lines.ts';

/** Hexadecimal digits of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512. */
const digest = '(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})';
/** As `sha256sum` writes it, with `*` for binary mode and a backslash before escaped names; or only the digest. */
const coreutils = new RegExp(`^\\\\?(${digest})(?:\\s+\\*?(\\S.*))?$`, 'i');
/** As `sha256sum --tag` and BSD write it. */
const tagged = new RegExp(`^\\\\?[A-Z0-9/-]+ ?\\((.+)\\) ?= ?(${digest})$`, 'i');

/** Checksums of recordings: `.sha256`, `.md5`, `SHA256SUMS`. */
export const checksums: Companion = {
  kind: 'checksums',
  detects(head) {
    const lines = linesOf(headText(head) ?? '');
    return lines.length > 0 && lines.every((line) => entryOf(line) !== undefined);
  },
  read(bytes) {
    const lines = linesOf(plainTextOf(bytes) ?? '');
    const files = lines.flatMap((line) => entryOf(line) ?? []);
    return ok(
      `These are checksums of ${plural(files.length, 'file')}.`,
      files.filter(({ path }) => path !== ''),
    );
  },
};

function entryOf(line: string): CompanionFile | undefined {
  const [, hash, path = ''] = coreutils.exec(line.trim()) ?? [];
  if (hash !== undefined) return fileOf(path.trim(), hash);
  const [, name, ofName] = tagged.exec(line.trim()) ?? [];
  return name === undefined || ofName === undefined ? undefined : fileOf(name, ofName);
}

function fileOf(path: string, hash: string): CompanionFile {
  return hash.length === 64 ? { path, sha256: hash.toLowerCase() } : { path };
}

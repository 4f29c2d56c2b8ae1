import type { Verdict } from '../../../domain/verdict.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { startsWith } from '../../bytes/file-head.ts';
import { isOfficeFile } from './office.ts';
import { rar4IsEncrypted, rar5IsEncrypted } from './rar.ts';

interface Container {
  /** Completes "This is …". */
  what: string;
  detects(head: Uint8Array): boolean;
  /** Whether its content cannot be read without a key, by its first and last bytes. */
  isEncrypted(head: Uint8Array, tail: Uint8Array): boolean;
}

const never = () => false;
const always = () => true;
const begins =
  (...magics: (ArrayLike<number> | string)[]) =>
  (head: Uint8Array) =>
    magics.some((magic) => startsWith(head, magic));

/** APPNOTE.TXT 4.3.16: without files, the end of the central directory comes first. */
const emptyZip = 'PK\x05\x06';

const containers: readonly Container[] = [
  {
    what: 'a ZIP archive',
    detects: (head) => begins('PK\x03\x04', emptyZip)(head) && !isOfficeFile(head),
    isEncrypted: (head, tail) =>
      (head.length > 6 && ((head[6] ?? 0) & 1) === 1) || zipDirectoryIsEncrypted(tail),
  },
  // 7zFormat.txt: the coders are in the header at the end; 06 F1 07 01 is AES-256.
  {
    what: 'a 7-Zip archive',
    detects: begins([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    isEncrypted: (_head, tail) => Buffer.from(tail).includes(Buffer.from([0x06, 0xf1, 0x07, 0x01])),
  },
  { what: 'a RAR archive', detects: begins('Rar!\x1a\x07\x01\0'), isEncrypted: rar5IsEncrypted },
  { what: 'a RAR archive', detects: begins('Rar!\x1a\x07\0'), isEncrypted: rar4IsEncrypted },
  // POSIX.1-1988 and later ("ustar Interchange Format"): the magic is at byte 257.
  { what: 'a tar archive', detects: (head) => startsWith(head.subarray(257), 'ustar'), isEncrypted: never },
  // RFC 4880, 4.2 and 5.1, 5.3: a packet with an encrypted session key comes first.
  { what: 'a file encrypted with OpenPGP', detects: isOpenPgp, isEncrypted: always },
  {
    what: 'a file encrypted with age',
    detects: begins('age-encryption.org/', '-----BEGIN AGE ENCRYPTED FILE'),
    isEncrypted: always,
  },
  { what: 'a file encrypted with OpenSSL', detects: begins('Salted__'), isEncrypted: always },
];

/** The kind of an archive whose files are read; undefined for all others. */
export function archiveFormat(head: Uint8Array): 'zip' | 'tar' | undefined {
  if (isOfficeFile(head)) return undefined;
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, emptyZip)) return 'zip';
  return startsWith(head.subarray(257), 'ustar') ? 'tar' : undefined;
}

/** Central directories and 7-Zip headers of a few hundred files fit into it. */
const tailBytes = 1 << 16;

/** The verdict on a file that is not a recording but may contain some; undefined if it is no archive. */
export async function archiveVerdict(head: Uint8Array, source: ByteSource): Promise<Verdict | undefined> {
  const container = containers.find(({ detects }) => detects(head));
  if (!container) return undefined;
  const encrypted = container.isEncrypted(head, await readTail(source));
  const protectedBy = encrypted && container.isEncrypted !== always ? ' protected by a password' : '';
  const which = `This is ${container.what}${protectedBy}`;
  return encrypted
    ? { code: 'encrypted', message: `${which}; it cannot be read. Upload the recordings in it as they are.` }
    : { code: 'unknown_format', message: `${which}. Unpack it and upload the recordings in it one by one.` };
}

/** Empty if the end is not known in advance. */
async function readTail(source: ByteSource): Promise<Uint8Array> {
  if (source.sizeIsBound) return new Uint8Array();
  const parts: Uint8Array[] = [];
  for await (const part of source.stream(Math.max(0, source.size - tailBytes))) parts.push(part);
  return Buffer.concat(parts);
}

/** APPNOTE.TXT 4.3.12 and 4.4.4: bit 0 of the flags of any file in the central directory. */
function zipDirectoryIsEncrypted(tail: Uint8Array): boolean {
  const bytes = Buffer.from(tail);
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4)) {
    if (((bytes[at + 8] ?? 0) & 1) === 1) return true;
  }
  return false;
}

/** Tag 1 (version 3) or 3 (version 4 or 5), of old or new format, with a length of one or two bytes; or armoured. */
function isOpenPgp(head: Uint8Array): boolean {
  if (startsWith(head, '-----BEGIN PGP MESSAGE')) return true;
  const [tag = 0, length = 0, version = 0, later = 0] = head;
  switch (tag) {
    case 0x84:
    case 0xc1:
      return length > 20 && (version === 3 || (length >= 192 && later === 3));
    case 0x85:
      return later === 3 && length <= 4;
    case 0x8c:
    case 0xc3:
      return length >= 4 && length < 64 && (version === 4 || version === 5);
    default:
      return false;
  }
}

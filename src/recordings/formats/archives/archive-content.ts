import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { Unpacking } from '../../bytes/unpack/unpacking-source.ts';

/** A file inside an archive. */
export interface ArchiveEntry {
  /** As written there: a label, never a path. */
  name: string;
  /** Unpacked, in bytes, as the archive states it. */
  size: number;
  /** Where it begins in the archive. */
  offset: number;
  /** Why it cannot be read: completes "It …". */
  problem?: { code: 'encrypted' | 'unsupported'; what: string };
  /** Its bytes, and how they are packed within the archive. */
  open(signal: AbortSignal | undefined): Promise<{ source: ByteSource; unpackings: Unpacking[] }>;
}

export interface ArchiveContent {
  format: 'zip' | 'tar';
  /** In the order of the archive, without folders; at most `maxEntries`. */
  entries: ArchiveEntry[];
  /** Whether there are more. */
  more: boolean;
  damage: DamageLog;
}

/** A drive of a day in files of a minute has 1,440; photo archives and source trees have more. */
export const maxEntries = 2_000;

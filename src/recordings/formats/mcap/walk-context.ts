import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { ParseLimits } from '../../limits.ts';
import type { Channels } from './channels.ts';
import type { UnsummedChunks } from './unsummed-chunks.ts';

/** What the readers of single records share; each leaves the reader after its record. */
export interface WalkContext {
  readonly reader: ByteReader;
  /** Of the reader; another thread may have unpacked some of its records. */
  readonly source: ByteSource;
  /** Those of the recording that is being read: a file may have several. */
  channels: Channels;
  readonly limits: ParseLimits;
  readonly damaged: DamageLog['add'];
  readonly unsummed: UnsummedChunks;
}

import type { UnpackedPart } from '../../bytes/ahead/ahead-piece.ts';
import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { ParseLimits } from '../../limits.ts';
import type { Channels } from './channels.ts';

/** What the readers of single records share; each leaves the reader after its record. */
export interface WalkContext {
  reader: ByteReader;
  channels: Channels;
  limits: ParseLimits;
  damaged: DamageLog['add'];
  /** The record at an offset, if another thread has unpacked it. */
  unpacked(offset: number): UnpackedPart | undefined;
}

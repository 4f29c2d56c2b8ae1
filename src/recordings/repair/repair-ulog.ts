import { fileHeaderSize, magic, messageHeaderSize, types } from '../formats/ulog/messages.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';

/** PX4 ULog, "Flag Bits": 8 bytes of compatible flags, 8 of incompatible ones, then offsets of appended data. */
const incompatibleAt = messageHeaderSize + 8;
const offsetsAt = messageHeaderSize + 16;
const dataAppended = 1;

/**
 * Every message that is valid, as it was and in its order. Data that was appended after a crash follows without a gap, so
 * that the flags no longer say where it begins.
 */
export function repairUlog(output: RepairOutput): RecordingRepair {
  let messages = 0;
  let size = 0;
  return {
    sink: {
      channel: () => undefined,
      record(bytes) {
        const copy = Uint8Array.from(bytes);
        if (size === 0) copy.set(magic.subarray(0, fileHeaderSize));
        else if (copy[2] === types.flagBits) withoutOffsets(copy);
        if (copy[2] === types.data && size > 0) messages += 1;
        output.write(copy);
        size += copy.byteLength;
      },
      restart() {
        output.truncate(0);
        messages = 0;
        size = 0;
      },
    },
    end: () => ({ messages, leftOut: 0, attachments: undefined }),
  };
}

function withoutOffsets(flags: Uint8Array): void {
  flags[incompatibleAt] = (flags[incompatibleAt] ?? 0) & ~dataAppended;
  flags.fill(0, offsetsAt);
}

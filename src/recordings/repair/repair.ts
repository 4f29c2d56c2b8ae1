import type { Verdict } from '../../domain/verdict.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { detectRecording } from '../detect-recording.ts';
import { defaultLimits } from '../limits.ts';
import { summariseFile } from '../summarise-file.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';
import { repairBag } from './repair-bag.ts';
import { repairDb3 } from './repair-db3.ts';
import { repairMcap } from './repair-mcap.ts';
import { repairMdf4 } from './repair-mdf4.ts';
import { repairUlog } from './repair-ulog.ts';

/** By format: the usual ending of its files, and how it is written. */
const repairs: Record<
  string,
  { ending: string; open(output: RepairOutput, library: string): RecordingRepair }
> = {
  mcap: { ending: '.mcap', open: repairMcap },
  ros1bag: { ending: '.bag', open: repairBag },
  ros2db3: { ending: '.db3', open: repairDb3 },
  mdf4: { ending: '.mf4', open: repairMdf4 },
  ulog: { ending: '.ulg', open: repairUlog },
};

export interface Repaired {
  format: string;
  /** Of the recording that was read. */
  verdict: Verdict;
  read: number;
  written: number;
  /** Messages that were read but not written. */
  leftOut: number;
  /** Files inside, which are not written. */
  attachments: number;
}

/** Formats that can be written, with the ending of their files. */
export function repairableFormats(): { format: string; ending: string }[] {
  return Object.entries(repairs).map(([format, { ending }]) => ({ format, ending }));
}

/** The format of a recording, and the ending of its files; undefined if it cannot be written. Throws `SourceError`. */
export async function repairOf(source: ByteSource): Promise<{ format: string; ending: string | undefined }> {
  const { format } = await detectRecording(source);
  return { format, ending: Object.hasOwn(repairs, format) ? repairs[format]?.ending : undefined };
}

/**
 * Writes what can be read of a recording in its own format, whole and indexed. Memory holds one chunk and the indexes.
 * @param format one of `repairableFormats`.
 * @throws SourceError, the reason of an aborted `signal`, and what `output` throws.
 */
export async function repairRecording(
  source: ByteSource,
  format: string,
  output: RepairOutput,
  { library, signal }: { library: string; signal?: AbortSignal | undefined },
): Promise<Repaired> {
  const repair = repairs[format]?.open(output, library);
  if (!repair) throw new RangeError(`${format} cannot be written`);
  try {
    const summary = await summariseFile(source, {
      messages: repair.sink,
      signal,
      limits: { maxDecodedBytes: defaultLimits.maxRecordBytes },
    });
    const { verdict, message_count, attachments, omitted } = summary;
    const { messages, leftOut, attachments: kept } = await repair.end(summary);
    const inside = attachments.length + omitted.attachments;
    return {
      ...{ format, verdict, leftOut },
      read: message_count,
      written: messages,
      attachments: inside - (kept ?? inside),
    };
  } finally {
    repair.close?.();
  }
}

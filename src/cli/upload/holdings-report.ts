import type { HoldingsReportBody } from '../../api/vehicle/holdings-schema.ts';
import type { LocalFile } from '../../client/upload/local-file.ts';
import { type HoldingReason, mostHoldings } from '../../domain/vehicle-holdings.ts';
import { plainText, shorten } from '../../text/plain-text.ts';

/** A file that stays on the vehicle for now. */
export interface HeldFile {
  file: LocalFile;
  why: HoldingReason;
  note?: string;
}

const longestNote = 200;
/** Those that a person can do something about come first. */
const order: readonly HoldingReason[] = ['failed', 'on_request', 'unmetered', 'waiting', 'recording'];

/** What a vehicle reports of the files that it still holds. */
export function holdingsReport(held: readonly HeldFile[]): HoldingsReportBody {
  const sorted = held.toSorted((one, other) => order.indexOf(one.why) - order.indexOf(other.why));
  return {
    files: sorted.slice(0, mostHoldings).map(({ file, why, note }) => ({
      path: plainText(file.name),
      size: file.size,
      why,
      ...(note !== undefined && { note: shorten(plainText(note), longestNote) }),
    })),
    total_files: held.length,
    total_bytes: held.reduce((sum, { file }) => sum + file.size, 0),
  };
}

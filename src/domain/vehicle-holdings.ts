/**
 * Why a file is still on its vehicle: its turn comes with the next link; it waits for one that costs nothing, or to be asked for;
 * something still writes it; or its upload failed.
 */
export const holdingReasons = ['waiting', 'unmetered', 'on_request', 'recording', 'failed'] as const;
export type HoldingReason = (typeof holdingReasons)[number];

/** A file that a vehicle still holds. */
export interface Holding {
  /** With `/`, within the folder that is uploaded. */
  path: string;
  /** bytes */
  size: number;
  /** RFC 3339; null if it is not known. */
  recorded_at: string | null;
  why: HoldingReason;
  /** In the vehicle's words. */
  note: string | null;
}

export interface HoldingSum {
  files: number;
  bytes: number;
}
export type SumsByReason = Partial<Record<HoldingReason, HoldingSum>>;

/** Files of one report. */
export const mostHoldings = 1_000;

/** Reasons that occur, each with how much is held for it. */
export function sumHoldings(files: readonly Pick<Holding, 'size' | 'why'>[]): SumsByReason {
  const sums: SumsByReason = {};
  for (const { size, why } of files) {
    const { files: count, bytes } = sums[why] ?? { files: 0, bytes: 0 };
    sums[why] = { files: count + 1, bytes: bytes + size };
  }
  return sums;
}

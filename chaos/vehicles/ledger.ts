/** A file that Argus accepted: it responded with 201. */
export interface AcknowledgedFile {
  id: string;
  sha256: string;
  size: number;
  /** A recording that no parser can read. */
  poison: boolean;
}

/** What a vehicle was promised about one batch. */
export interface PromisedBatch {
  id: string;
  files: AcknowledgedFile[];
  /** `complete` was acknowledged. */
  completed: boolean;
  /** A cancellation was requested: the batch may end either way. */
  cancelled: boolean;
  /** Runs that were requested and acknowledged. */
  runs: number;
}

/** What was promised to all vehicles, and responses that must never occur. */
export interface Ledger {
  readonly batches: PromisedBatch[];
  readonly wrongAnswers: string[];
  /** Requests that had to be repeated, for the summary. */
  repeats: number;
}

export function createLedger(): Ledger {
  return { batches: [], wrongAnswers: [], repeats: 0 };
}

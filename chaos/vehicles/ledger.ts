/** A file that Argus took: it answered 201. */
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
  /** `complete` was answered well. */
  completed: boolean;
  /** Somebody asked to cancel it: it may end either way. */
  cancelled: boolean;
  /** Runs that were begun and acknowledged. */
  runs: number;
}

/** What was promised to all vehicles, and answers that nobody should get. */
export interface Ledger {
  readonly batches: PromisedBatch[];
  readonly wrongAnswers: string[];
  /** Calls that had to be made again, for the summary. */
  repeats: number;
}

export function createLedger(): Ledger {
  return { batches: [], wrongAnswers: [], repeats: 0 };
}

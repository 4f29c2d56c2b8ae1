import type fc from 'fast-check';

/** A valid file of random content. */
export interface RandomFile {
  bytes: Uint8Array;
  /** With its dot; readers go by it. */
  extension: string;
  /** A CAN database that belongs to it. */
  dbc?: string;
  /** What the reader is asked instead, since it reads this kind of file wrongly or not at all. */
  peer?: PeerException;
}

export interface PeerException {
  /** The same content in another kind of file. */
  bytes?: Uint8Array;
  /** And with another database. */
  dbc?: string;
  /** What its times lack, in nanoseconds. */
  shiftNs?: bigint;
  because: string;
}

export interface RandomFormat {
  name: string;
  /** The independent reader: its package and its script in `readers`. */
  reader: string;
  script: string;
  files: fc.Arbitrary<RandomFile>;
  /** How far times may be apart, in nanoseconds, since some readers have them as floating-point seconds. */
  nearNs?: number;
  /** The share of the largest magnitude by which values may differ. */
  nearShare?: number;
  /** The reader counts payload bytes as ours does. */
  hasBytes?: boolean;
  /** The reader decodes values; `common`: only those are compared that both know by the same name. */
  hasValues?: boolean | 'common';
  /**
   * Of the metrics in the summary, the key of its values in the answer; those without a key are not compared. By
   * default none is.
   */
  metricKey?: (metric: { name: string; source: string }) => string | undefined;
  /** Our topics that the reader does not read, and why. */
  unread?: { topics: RegExp; because: string };
  /** The reader's name of one of our topics, where it does not tell some of ours apart, and why. */
  merged?: { topicOf: (topic: string) => string; because: string };
}

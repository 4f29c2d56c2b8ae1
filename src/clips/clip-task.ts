import type { Severity } from '../domain/severity.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { ObjectLink } from '../stores/objects.ts';

/** A recording of the batch that may have something of the time. */
export interface ClipRecording extends ObjectLink {
  name: string;
  /** Bytes. */
  size: number;
  /** Added to its times to get those of the drive, in nanoseconds. */
  shiftNs: bigint;
}

/** A line on the topic of the findings. */
export interface ClipFinding {
  timeNs: bigint;
  severity: Severity;
  rule: string;
  text: string;
}

/** Nanoseconds on the clock of the drive, both ends included. */
export interface ClipWindow {
  fromNs: bigint;
  toNs: bigint;
}

/** What a thread is to write. */
export interface ClipTask {
  recordings: readonly ClipRecording[];
  databases: readonly SharedDatabase[];
  window: ClipWindow;
  /** All if undefined. */
  topics: readonly string[] | undefined;
  findings: readonly ClipFinding[];
  /** The file to write. */
  path: string;
  maxBytes: number;
}

/** Errors lose their code between threads, so that a failure is returned as a value. */
export type ClipMade =
  | { ok: true; size: number; messages: number }
  | { ok: false; code: 'too_large' | 'object_missing' | 'source_unavailable'; message: string };

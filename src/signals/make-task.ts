import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { ClockKind } from '../recordings/summary/file-summary.ts';
import type { ObjectLink } from '../stores/objects.ts';

/** What a thread is to make of one recording. */
export interface MakeTask extends ObjectLink {
  /** Bytes. */
  size: number;
  clock: ClockKind;
  databases: readonly SharedDatabase[];
  /** Names of signals whose columns are made; without them the catalogue is. */
  signals?: readonly string[];
}

/** Errors lose their code between threads, so that a failure of the source is returned as a value. */
export type Made =
  | { ok: true; catalogue?: Uint8Array; columns?: [signal: string, object: Uint8Array][] }
  | { ok: false; code: 'object_missing' | 'source_unavailable'; message: string };

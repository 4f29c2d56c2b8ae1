import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { ObjectLink } from '../stores/objects.ts';

/** What a thread is to write. */
export interface ExportTask extends ObjectLink {
  name: string;
  /** Bytes. */
  size: number;
  databases: readonly SharedDatabase[];
  /** All if undefined. */
  topic: string | undefined;
  /** An empty folder. */
  folder: string;
  /** Of all files together. */
  maxBytes: number;
}

/** Errors lose their code between threads, so that a failure is returned as a value. */
export type ExportMade =
  | { ok: true; files: string[] }
  | { ok: false; code: 'too_large' | 'object_missing' | 'source_unavailable'; message: string };

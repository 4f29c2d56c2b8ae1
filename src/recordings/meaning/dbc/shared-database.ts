import { createHash } from 'node:crypto';
import type { CanDatabase } from './can-database.ts';
import { openDatabase } from './open-database.ts';

/** The bytes of a DBC in memory shared by all threads, so that passing it along with each file costs nothing. */
export interface SharedDatabase {
  name: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  bytes: Uint8Array<SharedArrayBuffer>;
}

export function shareDatabase(name: string, content: Uint8Array): SharedDatabase {
  const bytes = new Uint8Array(new SharedArrayBuffer(content.byteLength));
  bytes.set(content);
  return { name, sha256: createHash('sha256').update(content).digest('hex'), bytes };
}

/** Maximum that one thread keeps parsed, in bytes of the files. */
const maxKeptBytes = 32 * 2 ** 20;

const opened = new Map<string, { database: CanDatabase; size: number }>();
let kept = 0;

/** Parsed once per thread; the least recently used is evicted. */
export function openShared({ name, sha256, bytes }: SharedDatabase): CanDatabase {
  const key = `${sha256} ${name}`;
  const present = opened.get(key);
  if (present) {
    opened.delete(key);
    opened.set(key, present);
    return present.database;
  }
  const database = openDatabase(name, Uint8Array.from(bytes));
  opened.set(key, { database, size: bytes.byteLength });
  kept += bytes.byteLength;
  for (const [oldest, { size }] of opened) {
    if (kept <= maxKeptBytes || oldest === key) break;
    opened.delete(oldest);
    kept -= size;
  }
  return database;
}

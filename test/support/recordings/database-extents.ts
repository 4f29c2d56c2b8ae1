import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Extent } from './damage-at-random.ts';

/** Opens the bytes as a database, read-only, while `ask` runs. */
export function withDatabase<T>(bytes: Uint8Array, ask: (database: DatabaseSync) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'argus-test-'));
  const path = join(folder, 'bag.db3');
  writeFileSync(path, bytes);
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return ask(database);
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

/** The pages that contain messages, as listed by SQLite itself (https://www.sqlite.org/dbstat.html). */
export function databaseExtents(bytes: Uint8Array): Extent[] {
  const sql =
    "SELECT pgoffset AS at, pgsize AS size, ncell FROM dbstat WHERE name = 'messages' AND pagetype = 'leaf' ORDER BY pageno";
  return withDatabase(bytes, (database) =>
    database
      .prepare(sql)
      .all()
      .map(({ at, size, ncell }) => ({
        start: Number(at),
        end: Number(at) + Number(size),
        messages: Number(ncell),
      })),
  );
}

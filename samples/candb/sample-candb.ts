import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CanDriveOptions, canDrive } from '../can/can-drive.ts';
import { type CanEvent, isSampleFrame } from '../can/can-event.ts';

const table = `CREATE TABLE IF NOT EXISTS messages
            (
              ts REAL,
              arbitration_id INTEGER,
              extended INTEGER,
              remote INTEGER,
              error INTEGER,
              dlc INTEGER,
              data BLOB
            )`;

/** The frames of the test car's and truck's buses, as `SqliteWriter` of python-can writes them. */
export function sampleCandb(options: CanDriveOptions & { sql?: string } = {}): Uint8Array {
  return writeCandb(canDrive(options), options.sql);
}

/** `prepare` is executed before anything is written, `sql` last. */
export function writeCandb(events: readonly CanEvent[], sql?: string, prepare = ''): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'argus-candb-'));
  const path = join(folder, 'frames.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA page_size=4096; PRAGMA synchronous=OFF;');
  database.exec(prepare);
  database.exec(table);
  const insert = database.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const event of events) {
    const ts = Number(event.timeNs / 1000n) / 1e6;
    if (isSampleFrame(event)) {
      const { id, extended, remote, data } = event;
      insert.run(ts, id, extended ? 1 : 0, remote ? 1 : 0, 0, data.length, remote ? new Uint8Array() : data);
    } else insert.run(ts, 0, 0, 0, 1, 0, new Uint8Array());
  }
  database.exec('COMMIT');
  if (sql !== undefined) database.exec(sql);
  database.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return new Uint8Array(bytes);
}

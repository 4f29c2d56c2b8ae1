/**
 * Preloaded into a measured process: counts what its main thread asks of servers. On SIGWINCH, which nothing else uses, the counts by
 * name since the last time go to the file `PID.json` in the folder `?folder=`.
 */
import { subscribe } from 'node:diagnostics_channel';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { Redis } from 'ioredis';
import pg from 'pg';

const folder = new URL(import.meta.url).searchParams.get('folder') ?? '';
/** @type {Map<string, number>} */
const counts = new Map();
/** @param {string} what */
const note = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);

if (isMainThread) {
  const { query } = pg.Client.prototype;
  const counted = /** @type {(this: pg.Client, ...args: unknown[]) => unknown} */ (
    function (...args) {
      const [statement] = /** @type {[string | { name?: string, text: string }]} */ (args);
      const { name, text } = typeof statement === 'string' ? { name: undefined, text: statement } : statement;
      note(`SQL ${name ?? text.replaceAll(/\s+/g, ' ').slice(0, 60)}`);
      return Reflect.apply(query, this, args);
    }
  );
  Reflect.set(pg.Client.prototype, 'query', counted);
  const { sendCommand } = Redis.prototype;
  Redis.prototype.sendCommand = function (command, ...rest) {
    note(`Redis ${command.name}`);
    return sendCommand.call(this, command, ...rest);
  };
  subscribe('http.client.request.start', (message) => {
    note(`HTTP ${/** @type {{ request: { method: string } }} */ (message).request.method}`);
  });
  subscribe('http2.client.stream.created', (message) => {
    note(
      `gRPC ${/** @type {{ headers: Record<string, string> }} */ (message).headers[':path']?.split('/').at(-1)}`,
    );
  });
  process.on('SIGWINCH', () => {
    const file = join(folder, `${process.pid}.json`);
    writeFileSync(`${file}.part`, JSON.stringify(Object.fromEntries(counts)));
    renameSync(`${file}.part`, file);
    counts.clear();
  });
}

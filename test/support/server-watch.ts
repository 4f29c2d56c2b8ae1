import { readFileSync } from 'node:fs';
import type { ServerHandle } from '../../stack/server-handle.ts';

const everyMs = 15_000;
/** One answer may be late on a busy machine. */
const failuresThatCount = 4;
const logLines = 20;

/**
 * Asks the servers that all test files share whether they are well, and prints when one is not: tests that wait for a
 * server that has ended say only what they waited for.
 * @returns ends the watch, and prints once more, after the results of the tests, what was wrong.
 */
export function watchServers(
  servers: readonly ServerHandle[],
  print: (text: string) => void = (text) => process.stderr.write(`${text}\n`),
): () => Promise<void> {
  const failures = new Map<ServerHandle, number>();
  const said: string[] = [];
  const look = async (server: ServerHandle) => {
    if (await server.healthy()) {
      failures.delete(server);
      return;
    }
    const count = (failures.get(server) ?? 0) + 1;
    failures.set(server, count);
    if (count !== failuresThatCount) return;
    const text = await describe(server);
    said.push(text);
    print(text);
  };
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(() => Promise.all(servers.map(look)));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await looking;
    for (const text of said) print(text);
  };
}

async function describe(server: ServerHandle): Promise<string> {
  const state = await server.state();
  const lastLines = readFileSync(server.logFile, 'utf8').trimEnd().split('\n').slice(-logLines);
  const when = new Date().toISOString();
  return [`${server.name} was ${state} at ${when}. Its log ends with:`, ...lastLines].join('\n  ');
}

import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import type { StackEndpoints } from '../../stack/endpoints.ts';
import { progressPrinter } from '../../stack/progress.ts';
import { coreServers } from '../../stack/server.ts';
import { startStack } from '../../stack/start-stack.ts';
import { watchServers } from './server-watch.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The servers that all test files share. A test that breaks a server starts a separate stack instead. */
    stack: StackEndpoints;
  }
}

/** One stack for the whole run, on free ports, so that it can run beside a demo. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-test-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  const only = [...coreServers, 'versitygw', 'toxiproxy'] as const;
  const stack = await startStack({
    dir,
    ports: 'free',
    only,
    untilExit: 'remove',
    onProgress: progressPrinter(),
  });
  project.provide('stack', stack.endpoints);
  const endWatch = watchServers(only.map((name) => stack.servers[name]));
  return async () => {
    await endWatch();
    await stack.reset();
  };
}

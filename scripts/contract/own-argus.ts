import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { stackEnvironment } from '../../stack/endpoints.ts';
import type { OnProgress } from '../../stack/server.ts';
import { startStack } from '../../stack/start-stack.ts';
import { startArgusProcess } from '../argus-process.ts';

/**
 * Runs servers and an Argus of their own, independent of whatever else runs; all of it is removed afterwards, except
 * the log.
 */
export async function withOwnArgus<T>(
  onProgress: OnProgress,
  work: (argus: { url: string; logFile: string }) => Promise<T>,
): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-contract-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  const stack = await startStack({ dir, ports: 'free', untilExit: 'remove', onProgress });
  const logFile = join(tmpdir(), `argus-contract-${process.pid}.log`);
  try {
    const argus = await startArgusProcess(stackEnvironment(stack.endpoints), await getPort(), logFile);
    try {
      return await work({ url: argus.url, logFile });
    } finally {
      await argus.stop();
    }
  } finally {
    await stack.reset();
  }
}

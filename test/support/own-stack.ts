import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerName, StackTls } from '../../stack/server.ts';
import { type Stack, startStack } from '../../stack/start-stack.ts';

/** Servers of a test file's own, to be broken on purpose; gone when the process is. */
export function ownStack(...only: ServerName[]): Promise<Stack> {
  return startOwnStack(only);
}

/** With `tls` PostgreSQL, Redis and Kafka speak TLS too. */
export async function startOwnStack(only: ServerName[], tls?: StackTls): Promise<Stack> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-fault-'));
  // PostgreSQL, run as another user when this is root, has to get through to its data.
  await chmod(dir, 0o711);
  return startStack({ dir, ports: 'free', only, untilExit: 'remove', tls });
}

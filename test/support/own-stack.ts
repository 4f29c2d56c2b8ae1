import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerName, StackTls } from '../../stack/server.ts';
import { type Stack, startStack } from '../../stack/start-stack.ts';

/** Separate servers for a test file, to be broken on purpose; they end with the process. */
export function ownStack(...only: ServerName[]): Promise<Stack> {
  return startOwnStack(only);
}

/** With `tls` PostgreSQL, Redis and Kafka speak TLS too. */
export async function startOwnStack(only: ServerName[], tls?: StackTls): Promise<Stack> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-fault-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  return startStack({ dir, ports: 'free', only, untilExit: 'remove', tls });
}

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { CommandError } from '../command-error.ts';

/**
 * Sees to it that one process at a time uploads the same files: two would make two batches of them. The claim is a name in
 * Linux's abstract namespace of sockets (unix(7)), which goes with the process however that ends; elsewhere there is none.
 * @throws CommandError when another process has it.
 */
export async function claim(what: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const name = createHash('sha256').update(what).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy()).unref();
  try {
    await once(server.listen(`\0argus-upload-${name}`), 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CommandError(
      'usage',
      'another argus on this machine uploads these files already',
      'Wait until it ends, or stop it first.',
    );
  }
}

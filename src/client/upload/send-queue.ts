import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/**
 * Unacknowledged bytes of a connection in the kernel's send queue; undefined where the system does not report them (only
 * Linux does, in /proc/net/tcp: see proc_net_tcp.txt of the kernel's documentation). On a slow link a file waits here:
 * the kernel accepts megabytes at once and takes minutes to send them.
 */
export async function sendQueueOf({
  localPort,
  remotePort,
}: Pick<Socket, 'localPort' | 'remotePort'>): Promise<number | undefined> {
  if (localPort === undefined || remotePort === undefined) return undefined;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const text = await readFile(table, 'utf8').catch(() => '');
    const queue = queueIn(text, localPort, remotePort);
    if (queue !== undefined) return queue;
  }
  return undefined;
}

/** The send queue of the connection between two ports, from the kernel's table. */
export function queueIn(table: string, localPort: number, remotePort: number): number | undefined {
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', remote = '', , queues = ''] = line.trim().split(/\s+/);
    if (portOf(local) === localPort && portOf(remote) === remotePort) {
      return Number.parseInt(queues.split(':')[0] ?? '', 16);
    }
  }
  return undefined;
}

function portOf(address: string): number {
  return Number.parseInt(address.split(':')[1] ?? '', 16);
}

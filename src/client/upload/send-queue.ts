import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';

/**
 * Bytes of a connection that the kernel holds and the other side has not acknowledged; undefined where the system does
 * not report them (only Linux does, in /proc/net/tcp: see proc_net_tcp.txt of the kernel's documentation). On a slow link
 * this is where a file waits: the kernel takes megabytes at once and sends them for minutes.
 */
export async function sendQueueOf({ localPort, remotePort }: Socket): Promise<number | undefined> {
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

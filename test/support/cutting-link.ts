import { connect, createServer, type Socket } from 'node:net';
import getPort from 'get-port';

/** A link to a server that counts what it carries towards it, and can break or stop. */
export async function startCuttingLink(url: string) {
  const upstream = new URL(url);
  const sockets = new Set<Socket>();
  let sent = 0;
  let cuts = 0;
  let cutEvery = Number.POSITIVE_INFINITY;
  let holdAfter = Number.POSITIVE_INFINITY;

  function join(client: Socket, server: Socket): void {
    let carried = 0;
    client.on('data', (bytes) => {
      carried += bytes.length;
      sent += bytes.length;
      if (carried > cutEvery) {
        cuts += 1;
        client.resetAndDestroy();
        server.destroy();
        return;
      }
      if (!server.write(bytes) || sent >= holdAfter) client.pause();
    });
    server.on('drain', () => {
      if (sent < holdAfter) client.resume();
    });
    server.pipe(client);
    client.on('end', () => server.end());
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
  }

  const link = createServer((client) => {
    const server = connect(Number(upstream.port), upstream.hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    join(client, server);
  });
  const port = await getPort();
  await new Promise<void>((resolve) => link.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    /** Bytes that clients have sent, headers and what was lost among them. */
    sent: () => sent,
    /** Connections that were broken here. */
    cuts: () => cuts,
    /** Breaks each connection after so many bytes. */
    cutEvery(bytes: number): void {
      cutEvery = bytes;
    },
    /** Nothing more passes once it has carried so many bytes. */
    holdAfter(bytes: number): void {
      holdAfter = bytes;
    },
    /** Everything passes, and what waits is lost with its connection. */
    release({ loses = false } = {}): void {
      holdAfter = Number.POSITIVE_INFINITY;
      for (const socket of sockets) {
        if (loses) socket.destroy();
        else socket.resume();
      }
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => link.close(resolve));
    },
  };
}

export type CuttingLink = Awaited<ReturnType<typeof startCuttingLink>>;

import { connect, createServer, type Socket } from 'node:net';
import getPort from 'get-port';

/** A link to a server that forwards requests, and breaks at the first byte of a response. */
export async function startLosingLink(url: string) {
  const upstream = new URL(url);
  const sockets = new Set<Socket>();
  let lost = 0;
  const link = createServer((client) => {
    const server = connect(Number(upstream.port), upstream.hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(server);
    server.once('data', () => {
      lost += 1;
      client.destroy();
      server.destroy();
    });
  });
  const port = await getPort();
  await new Promise<void>((resolve) => link.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    /** Responses that were lost. */
    lost: () => lost,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => link.close(resolve));
    },
  };
}

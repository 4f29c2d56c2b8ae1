import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server stop in time. Node closes idle connections by itself, but takes one on which nothing was ever asked
 * (browsers open some in advance) for a busy one.
 */
export function registerConnections(app: FastifyInstance, graceSeconds: number): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
    // Whoever is still at it after the grace is cut off; what is not acknowledged leaves no trace.
    setTimeout(() => app.server.closeAllConnections(), graceSeconds * 1000).unref();
  });
}

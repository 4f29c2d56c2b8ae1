import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Lets the server stop in time. Node closes idle connections itself, but takes one that never carried a request
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
    // Requests still running after the grace period are cut off; what is not acknowledged leaves no trace.
    setTimeout(() => app.server.closeAllConnections(), graceSeconds * 1000).unref();
  });
}

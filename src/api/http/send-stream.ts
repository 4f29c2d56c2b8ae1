import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Sends what no schema describes: a file, a picture, a stored text. `open` is called for `GET` alone, so that `HEAD`
 * reads nothing of what it only asks about.
 */
export async function sendStream(
  reply: FastifyReply,
  mediaType: string,
  open: () => Promise<Readable | Buffer> | Readable | Buffer,
): Promise<FastifyReply> {
  reply.header('content-type', mediaType);
  if (reply.request.method === 'HEAD') return reply.send();
  return reply.send(await open());
}

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Sends a file, a picture, an export. `open` is called for `GET` alone, so that `HEAD` reads nothing of what it only
 * asks about.
 */
export async function sendStream(
  reply: FastifyReply,
  mediaType: string,
  open: () => Promise<Readable> | Readable,
): Promise<FastifyReply> {
  const head = reply.request.method === 'HEAD';
  // Without a body at all, Fastify would say that its length is 0.
  return reply.header('content-type', mediaType).send(head ? Readable.from([]) : await open());
}

/** Sends a text or bytes as they are stored. */
export function sendBytes(reply: FastifyReply, mediaType: string, bytes: Buffer): FastifyReply {
  return reply.header('content-type', mediaType).send(bytes);
}

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/**
 * Sends a file, an image or an export. `open` is called for `GET` only, so that `HEAD` reads nothing.
 */
export async function sendStream(
  reply: FastifyReply,
  mediaType: string,
  open: () => Promise<Readable> | Readable,
): Promise<FastifyReply> {
  const head = reply.request.method === 'HEAD';
  // Without any body, Fastify would send a Content-Length of 0.
  return reply.header('content-type', mediaType).send(head ? Readable.from([]) : await open());
}

/** Sends stored text or bytes unchanged. */
export function sendBytes(reply: FastifyReply, mediaType: string, bytes: Buffer): FastifyReply {
  return reply.header('content-type', mediaType).send(bytes);
}

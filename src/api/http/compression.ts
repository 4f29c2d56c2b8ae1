import compress from '@fastify/compress';
import type { FastifyInstance, onSendHookHandler } from 'fastify';

/** Shorter answers fit into three packets of a network, however they are packed. */
const threshold = 4_096;

/** Texts; recordings, clips and tables in binary are sent as they are, so that ranges of them count their own bytes. */
const texts = /^(?:text\/(?:html|csv|plain)|application\/(?:[\w.-]+\+)?json|image\/svg\+xml)(?:;|$)/;

/** Answers are packed for clients that take it: the report of ten thousand files is a fifteenth then. Requests are never unpacked. */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    threshold,
    customTypes: texts,
    encodings: ['br', 'gzip'],
    globalDecompression: false,
  });
  // After the hook that packs, which is one of each route.
  app.addHook('onRoute', (route) => {
    route.onSend = [route.onSend ?? [], weakenEtag].flat();
  });
}

/** Packed and unpacked bytes of one answer are no longer the same bytes (RFC 9110, 8.8.1). */
const weakenEtag: onSendHookHandler = (_request, reply, payload, done) => {
  const etag = reply.getHeader('etag');
  const isPacked = reply.getHeader('content-encoding') !== undefined;
  if (isPacked && typeof etag === 'string' && !etag.startsWith('W/')) reply.header('etag', `W/${etag}`);
  done(null, payload);
};

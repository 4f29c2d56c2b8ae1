import type { IncomingMessage, ServerResponse } from 'node:http';
import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { watchBody } from './body-watch.ts';
import { encodedBody, unsupportedMediaType } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler reads the body itself, and watches how fast it comes. */
    streamsBody?: true;
  }
}

/** A JSON body is small: a client still sending it after this time is holding the connection. */
const jsonSeconds = 10;
/** How long a client that is refused in mid-body has to read the answer before the connection is cut. */
const lingerMs = 10_000;

/** No body holds a connection forever, whether it is being read or not. */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  // Clients may send a Content-Type without a body where a route takes none; that is not an error.
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body as string, done);
  });

  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else done(unsupportedMediaType(request));
  });

  app.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request.raw)) endBodyAfterReply(request.raw, reply.raw);
    // A body of length 0 is no body, whatever its Content-Type (`curl -d ''` calls it a form).
    else delete request.raw.headers['content-type'];
    done();
  });

  app.addHook('preParsing', (request, reply, payload, done) => {
    const coding = request.headers['content-encoding']?.toLowerCase();
    if (coding !== undefined && coding !== 'identity' && hasBody(request.raw)) {
      void reply.header('accept-encoding', 'identity');
      done(encodedBody());
      return;
    }
    const { streamsBody } = request.routeOptions.config;
    if (streamsBody || !hasBody(request.raw) || request.headers['content-type']?.startsWith('multipart/')) {
      done(null, payload);
      return;
    }
    const watch = watchBody(request.raw, jsonSeconds);
    const body = new PassThrough();
    watch.signal.addEventListener('abort', () => body.destroy(watch.signal.reason as Error));
    body.on('close', watch.stop);
    // Refused in mid-body, it is read by nobody: an error of it would have no listener, and end the process.
    reply.raw.once('finish', watch.stop);
    done(null, payload.pipe(body));
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * A refusal is often sent while the client is still sending. Closing the connection at once would reset it before the
 * client has read the reason, so the rest is drained for a moment first.
 */
function endBodyAfterReply(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete || request.destroyed) return;
    request.unpipe();
    request.resume();
    const timer = setTimeout(() => request.destroy(), lingerMs);
    request.once('close', () => clearTimeout(timer));
  });
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createSecureServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

/** gRPC status codes. */
const unauthenticated = 16;

export interface TemporalTlsOptions extends Certificate {
  /** Who has signed certificates of clients: without one nobody gets in. */
  ca: string;
  /** What clients have to send as `authorization: Bearer …`. */
  apiKey?: string;
}

/**
 * Ends TLS in front of a Temporal server that has none (`temporal server start-dev` cannot), and asks for what a server with mutual
 * TLS and API keys asks for. HTTP/2 goes on as it came.
 */
export async function startTemporalTls(upstream: string, { ca, cert, key, apiKey }: TemporalTlsOptions) {
  const [trusted, certificate, privateKey] = [ca, cert, key].map((path) => readFileSync(path));
  const server = createSecureServer({
    ...{ ca: trusted, cert: certificate, key: privateKey },
    ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
  });
  const backend = connect(`http://${upstream}`);
  backend.on('error', () => undefined);
  const counts = { forwarded: 0, refused: 0 };

  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    stream.on('error', () => undefined);
    if (apiKey !== undefined && headers.authorization !== `Bearer ${apiKey}`) {
      counts.refused += 1;
      const answer = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': unauthenticated };
      stream.respond({ ...answer, 'grpc-message': 'no valid API key' }, { endStream: true });
      return;
    }
    counts.forwarded += 1;
    forward(stream, headers);
  });

  function forward(stream: ServerHttp2Stream, { authorization: _, ...headers }: IncomingHttpHeaders): void {
    const sent = backend.request(headers);
    let trailers: IncomingHttpHeaders = {};
    sent.on('error', () => stream.close());
    sent.on('trailers', (received) => {
      trailers = received;
    });
    sent.on('response', (answer, flags) => {
      // NGHTTP2_FLAG_END_STREAM: there is nothing but headers.
      const isAll = (flags & 1) !== 0;
      if (stream.destroyed) return;
      stream.respond(answer, { endStream: isAll, waitForTrailers: !isAll });
      if (!isAll) sent.pipe(stream);
    });
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.on('aborted', () => sent.close());
    stream.pipe(sent);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    async close() {
      backend.destroy();
      server.close();
    },
  };
}

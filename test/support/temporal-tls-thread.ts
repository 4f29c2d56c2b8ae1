import { readFileSync } from 'node:fs';
import { connect, createSecureServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** See `temporal-tls.ts`. HTTP/2 goes on as it came. */

/** gRPC status codes. */
const unauthenticated = 16;
/** NGHTTP2_FLAG_END_STREAM: there is nothing but headers. */
const endStream = 1;

const { upstream, ca, cert, key, apiKey, calls } = workerData as Record<string, string> & {
  calls: Int32Array;
};
const server = createSecureServer({
  ...{ ca: readFileSync(String(ca)), cert: readFileSync(String(cert)), key: readFileSync(String(key)) },
  ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
});
const backend = connect(`http://${upstream}`);
backend.on('error', () => undefined);

server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
  stream.on('error', () => undefined);
  if (headers.authorization !== `Bearer ${apiKey}`) {
    Atomics.add(calls, 1, 1);
    const answer = { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': unauthenticated };
    stream.respond({ ...answer, 'grpc-message': 'no valid API key' }, { endStream: true });
    return;
  }
  Atomics.add(calls, 0, 1);
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
    const isAll = (flags & endStream) !== 0;
    if (stream.destroyed) return;
    stream.respond(answer, { endStream: isAll, waitForTrailers: !isAll });
    if (!isAll) sent.pipe(stream);
  });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  stream.on('aborted', () => sent.close());
  stream.pipe(sent);
}

server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));

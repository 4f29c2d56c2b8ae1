import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the gate in front of the object store does instead of forwarding a request. */
export type GateMode =
  | 'open'
  /** 503 SlowDown, before anything reaches the store. */
  | 'slow_down'
  /** 403 AccessDenied. */
  | 'denied'
  /** The store processes it, but nobody learns of it: the connection ends before the response. */
  | 'answers_lost';

export interface StoreGate {
  readonly address: string;
  set(mode: GateMode): void;
  close(): Promise<void>;
}

const refusals = {
  slow_down: { status: 503, code: 'SlowDown' },
  denied: { status: 403, code: 'AccessDenied' },
} as const;

/**
 * A proxy that handles just as much HTTP as is needed to respond in place of an S3 store. Host headers, which are
 * signed, are forwarded unchanged.
 */
export async function openStoreGate(upstream: { host: string; port: number }): Promise<StoreGate> {
  let mode: GateMode = 'open';
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    if (mode === 'slow_down' || mode === 'denied') refuse(request, response, refusals[mode]);
    else pass(request, response);
  });

  function pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, rawHeaders } = request;
    const onward = http.request({ ...upstream, agent, method, path: url, headers: rawHeaders }, (answer) => {
      // A GET changes nothing: if its response is lost, it is merely repeated.
      if (mode === 'answers_lost' && method !== 'GET' && method !== 'HEAD') {
        answer.resume();
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    onward.on('error', () => request.socket.destroy());
    request.on('error', () => onward.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next) {
      mode = next;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, code }: { status: number; code: string },
): void {
  request.resume();
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>on purpose</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' }).end(body);
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';

export interface MetricsServer {
  url: string;
  close(): Promise<void>;
}

/** As JSON; 503 where it is `not_ready`. */
export type AskReadiness = () => Promise<{ status: 'ready' | 'degraded' | 'not_ready' }>;

interface Answer {
  status: number;
  type: string;
  body: string;
}

/** `/metrics`, `/healthz` and `/readyz` of a role that has no HTTP of its own, on a port of their own. */
export async function serveMetrics(
  metrics: Metrics,
  { host, port, readiness }: { host: string; port: number; readiness: AskReadiness },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(request.url ?? '').then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      (error: Error) => response.writeHead(500, { 'content-type': 'text/plain' }).end(error.message),
    );
  });
  async function answer(url: string): Promise<Answer> {
    if (url === '/metrics') return { status: 200, type: metrics.contentType, body: await metrics.text() };
    if (url === '/healthz') return json(200, { status: 'ok' });
    if (url === '/readyz') {
      const body = await readiness();
      return json(body.status === 'not_ready' ? 503 : 200, body);
    }
    return { status: 404, type: 'text/plain', body: 'There are /metrics, /healthz and /readyz.\n' };
  }
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function json(status: number, body: object): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) };
}

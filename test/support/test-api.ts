import { connect } from 'node:net';
import { startApi } from '../../src/api/start-api.ts';
import { loadConfig } from '../../src/config.ts';
import { closeRoleDeps, openRoleDeps } from '../../src/role.ts';
import { migrate } from '../../src/stores/postgres/migrate.ts';
import { testEnvironment } from './test-config.ts';
import { testLogger } from './test-logger.ts';

/** Only the API, on the shared servers: its batches are not processed. */
export async function startTestApi(overrides: Record<string, string> = {}) {
  const environment = { ...(await testEnvironment()), ...overrides };
  const config = loadConfig(environment);
  const logger = testLogger();
  const deps = openRoleDeps(config, logger);
  const { stores } = deps;
  if (!overrides.DB_PORT) await migrate(config, logger);
  if (!overrides.MINIO_ENDPOINT) await stores.objects.ensureBucket();
  const api = await startApi(deps, { checkAnswers: true });

  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${api.url}/api/v1${path}`, init);
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json ? JSON.parse(text) : undefined,
    };
  };
  return {
    ...deps,
    url: api.url,
    environment,
    call,
    post: (path: string, body: unknown) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async createBatch(): Promise<string> {
      const { body } = await this.post('/batches', { vehicle_id: 'car-1', vin: 'WVWZZZ1JZ3W386752' });
      return body.batch_id;
    },
    /** What exists of a batch: rows, objects, unfinished uploads. */
    async traces(batchId: string) {
      const rows = await stores.files.list(batchId, undefined, undefined, 1_000);
      const keys = await stores.objects.listKeys(`${batchId}/`);
      const unfinished = await stores.objects.abortStaleUploads(-60_000, `${batchId}/`);
      return { rows: rows.length, objects: keys.length, unfinished };
    },
    async close() {
      await api.stop();
      await closeRoleDeps(deps);
    },
  };
}

export type TestApi = Awaited<ReturnType<typeof startTestApi>>;
export const nothing = { rows: 0, objects: 0, unfinished: 0 };

export const boundary = 'argus-test-boundary';
export const formType = `multipart/form-data; boundary=${boundary}`;

/** A form, byte by byte. */
export function form(...parts: { name: string; filename?: string; bytes: Buffer | string }[]): Buffer {
  const written = parts.map(({ name, filename, bytes }) =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"` +
          `${filename === undefined ? '' : `; filename="${filename}"`}\r\n\r\n`,
      ),
      Buffer.from(bytes as string),
      Buffer.from('\r\n'),
    ]),
  );
  return Buffer.concat([...written, Buffer.from(`--${boundary}--\r\n`)]);
}

export function withQuery(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query)}`;
}

export function upload(api: TestApi, batchId: string, body: Buffer, headers: Record<string, string> = {}) {
  return api.call(`/batches/${batchId}/files`, {
    method: 'POST',
    headers: { 'content-type': formType, ...headers },
    body: new Uint8Array(body),
  });
}

/** A connection on which bytes can be sent as slowly as needed; collects the response. */
export function rawConnection(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (data) => {
    received += data.toString();
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return { socket, closed, received: () => received };
}

export function uploadHead(batchId: string, length: number | 'chunked'): string {
  const framing = length === 'chunked' ? 'transfer-encoding: chunked' : `content-length: ${length}`;
  return (
    `POST /api/v1/batches/${batchId}/files HTTP/1.1\r\nhost: localhost\r\n` +
    `content-type: ${formType}\r\n${framing}\r\n\r\n`
  );
}

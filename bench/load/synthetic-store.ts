import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { type GeneratedRecording, sendRecording } from './send-recording.ts';

export interface SyntheticStore {
  /** HOST:PORT, for MINIO_ENDPOINT. */
  endpoint: string;
  /** From now on this recording is the object of that key, in whatever bucket. */
  add(key: string, recording: GeneratedRecording): void;
  /** Bytes of recordings sent so far. */
  bytesSent(): number;
  close(): void;
}

/**
 * An object store in front of the real one: it generates the recordings it was told of while they are read, by range too, and hands every other request
 * on as it came. Signatures cover the host that the client named, so that the real store accepts them.
 */
export async function startSyntheticStore(real: { host: string; port: number }): Promise<SyntheticStore> {
  const recordings = new Map<string, GeneratedRecording>();
  let sent = 0;

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(message.url ?? '/', 'http://store');
    const recording = recordings.get(pathname.split('/').slice(2).join('/'));
    if (recording && (message.method === 'GET' || message.method === 'HEAD')) {
      sent += await sendRecording(recording, message, response);
      return;
    }
    const { url, method, headers } = message;
    const forwarded = request({ ...real, path: url, method, headers, agent: false });
    const answered = once(forwarded, 'response') as Promise<[IncomingMessage]>;
    const [[answer]] = await Promise.all([answered, pipeline(message, forwarded)]);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  }

  const server = createServer((message, response) => {
    // The client, which is what is measured, sees a broken connection and says what it makes of it.
    respond(message, response).catch((error: Error) => response.destroy(error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (key, recording) => void recordings.set(key, recording),
    bytesSent: () => sent,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

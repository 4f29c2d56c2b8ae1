import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { Target } from './sender.ts';

/** Idle connections do not keep the process alive. */
const agent = new Agent({ keepAlive: true });

/**
 * Sends these bytes without copying them, and reads the JSON of the answer. `fetch` with a form copies a file several times, whose
 * collection took as much of the two cores as reading the files did, so that the load starved what was measured.
 * @throws Error if the response is not a success.
 */
export async function sendBytes<T>(target: Target, bytes: Uint8Array): Promise<T> {
  const key = randomUUID();
  for (;;) {
    const message = begin(target, bytes, key);
    try {
      const [response] = (await once(message, 'response')) as [IncomingMessage];
      const text = (await response.setEncoding('utf8').toArray()).join('');
      const status = response.statusCode ?? 0;
      if (status < 300) return JSON.parse(text) as T;
      throw new Error(`${target.method} ${new URL(target.url).pathname} → ${status}: ${text}`);
    } catch (error) {
      // The server closes a connection that has been idle for a while, perhaps just when it is used again.
      if (!(message.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET')) throw error;
    }
  }
}

function begin(
  { method, url, headers, head = Buffer.alloc(0), tail = Buffer.alloc(0) }: Target,
  bytes: Uint8Array,
  key: string,
): ClientRequest {
  const message = request(url, {
    method,
    agent,
    headers: {
      ...headers,
      accept: 'application/json',
      'idempotency-key': key,
      'content-length': head.length + bytes.length + tail.length,
    },
  });
  message.write(head);
  message.write(bytes);
  message.end(tail);
  return message;
}

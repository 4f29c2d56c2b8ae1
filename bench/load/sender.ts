import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

/** All files consist of this block, repeated: the client should cost as little as possible. */
const block = randomBytes(1024 * 1024);

export interface Target {
  method: 'PUT' | 'POST';
  url: string;
  headers?: OutgoingHttpHeaders;
  /** The bytes before and after those of the file. */
  head?: Buffer;
  tail?: Buffer;
}

/**
 * Sends a file of `bytes` bytes.
 * @throws Error if the response is not a success.
 */
export type Send = (target: Target, bytes: number) => Promise<void>;

/** The one client of both sides, with keep-alive connections. */
export function createSender(): { send: Send; close(): void } {
  const agent = new Agent({ keepAlive: true });

  async function send(target: Target, bytes: number): Promise<void> {
    const { method, url, headers, head = Buffer.alloc(0), tail = Buffer.alloc(0) } = target;
    const length = head.length + bytes + tail.length;
    const message = request(url, { method, agent, headers: { ...headers, 'content-length': length } });
    const answered = once(message, 'response') as Promise<[IncomingMessage]>;
    // A response before the end of the body is a refusal; Node then stops writing without an error.
    let refused = false;
    answered.then(
      () => {
        refused = true;
      },
      // The writer may not be waiting for the response yet when the connection breaks.
      () => undefined,
    );
    if (head.length > 0) message.write(head);
    for (let left = bytes; left > 0 && !refused; left -= block.length) {
      const more = message.write(left >= block.length ? block : block.subarray(0, left));
      if (!more) await Promise.race([once(message, 'drain'), answered]);
    }
    if (!refused) message.end(tail);
    const [response] = await answered;
    const text = (await response.setEncoding('utf8').toArray()).join('');
    const status = response.statusCode ?? 0;
    if (status >= 300) throw new Error(`${method} ${new URL(url).pathname} → ${status}: ${text}`);
  }

  return { send, close: () => agent.destroy() };
}

const boundary = 'argus-bench-7MA4YWxkTrZu0gW';
const head = Buffer.from(
  `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="drive.mcap"\r\n` +
    'content-type: application/octet-stream\r\n\r\n',
);
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

/** An upload of one file to a batch, as a vehicle sends it. */
export function multipartTarget(url: string): Target {
  return {
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    head,
    tail,
  };
}

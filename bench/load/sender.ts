import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

/** All files consist of this block, repeated: the client should cost as little as possible. */
const block = randomBytes(1024 * 1024);

export interface Target {
  method: 'PUT' | 'POST' | 'PATCH';
  url: string;
  headers?: OutgoingHttpHeaders;
  /** The bytes before and after those of the file. */
  head?: Buffer;
  tail?: Buffer;
}

/**
 * Sends a file of `bytes` bytes.
 * @returns the `ETag` of the answer, if there is one
 * @throws Error if the response is not a success.
 */
export type Send = (target: Target, bytes: number) => Promise<string | undefined>;

/** The one client of both sides, with keep-alive connections. */
export function createSender(): { send: Send; close(): void } {
  const agent = new Agent({ keepAlive: true });

  async function send(target: Target, bytes: number): Promise<string | undefined> {
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
    return response.headers.etag;
  }

  return { send, close: () => agent.destroy() };
}

const boundary = 'argus-bench-7MA4YWxkTrZu0gW';
const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

/** An upload of one file to a batch, as a vehicle sends it. Files of one name and content would be one. */
export function multipartTarget(url: string, filename: string): Target {
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\n` +
      'content-type: application/octet-stream\r\n\r\n',
  );
  return {
    method: 'POST',
    url,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    head,
    tail,
  };
}

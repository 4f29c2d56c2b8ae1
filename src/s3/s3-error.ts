import type { IncomingMessage } from 'node:http';

const longestErrorBody = 16 * 1024;

/** An S3 answer that is not a success. */
export class S3Error extends Error {
  override name = 'S3Error';
  readonly status: number;
  /** `<Code>` of the body; empty without one, as in answers to HEAD. */
  readonly code: string;

  /** @param message the server's message, if any */
  constructor(status: number, code: string, message = '') {
    super(`the object store answered ${[status, code, message].filter(Boolean).join(' ')}`);
    this.status = status;
    this.code = code;
  }
}

/** The source has more bytes than allowed. */
export class TooLargeError extends Error {
  override name = 'TooLargeError';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`the source has more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** Reads the rest of an answer; text beyond about `most` characters is dropped. */
export async function readText(response: IncomingMessage, most = longestErrorBody): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response as AsyncIterable<string>) {
    if (text.length < most) text += chunk;
  }
  return text;
}

/** @throws S3Error unless the answer is a success. A `complete` may answer 200 with an `<Error>` inside. */
export async function successText(response: IncomingMessage, most?: number): Promise<string> {
  const text = await readText(response, most);
  const status = response.statusCode ?? 0;
  const code = /<Error>[\s\S]*?<Code>([^<]+)<\/Code>/.exec(text)?.[1];
  if (status >= 200 && status < 300 && code === undefined) return text;
  const message = /<Error>[\s\S]*?<Message>([^<]+)<\/Message>/.exec(text)?.[1];
  throw new S3Error(status, code ?? '', message);
}

export function isMissing(error: unknown): boolean {
  return error instanceof S3Error && error.status === 404 && error.code !== 'NoSuchBucket';
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A recording that is generated while it is read: the same bytes at the same offset each time. */
export interface GeneratedRecording {
  size: number;
  /** The bytes from `offset` on, at most `count` of them. */
  part(offset: number, count: number): Uint8Array;
}

const partBytes = 1 << 20;

/** Answers GET and HEAD, with `Range: bytes=FROM-` or `bytes=FROM-TO` too; resolves to the bytes that were sent. */
export async function sendRecording(
  recording: GeneratedRecording,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const { size } = recording;
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const from = Number(first ?? 0);
  const end = last ? Math.min(size, Number(last) + 1) : size;
  response.writeHead(first === undefined ? 200 : 206, {
    'content-length': end - from,
    ...(first !== undefined && { 'content-range': `bytes ${from}-${end - 1}/${size}` }),
  });
  if (request.method === 'HEAD') {
    response.end();
    return 0;
  }
  let sent = 0;
  const counted = function* () {
    for (const part of partsOf(recording, from, end)) {
      yield part;
      sent += part.byteLength;
    }
  };
  try {
    await pipeline(Readable.from(counted()), response);
  } catch (error) {
    // A reader that has seen enough closes the connection.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  return sent;
}

/** The bytes from one offset up to another, in parts. */
export function* partsOf(
  recording: GeneratedRecording,
  from = 0,
  end = recording.size,
): Generator<Uint8Array> {
  for (let at = from; at < end; ) {
    const part = recording.part(at, Math.min(partBytes, end - at));
    at += part.byteLength;
    yield part;
  }
}

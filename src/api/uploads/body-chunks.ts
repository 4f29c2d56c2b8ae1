import type { IncomingMessage } from 'node:http';
import { ArgusError } from '../../domain/error.ts';

/** The body of a request as it comes in. When the signal aborts, what has come is kept and the rest is left unread. */
export async function* bodyChunks(request: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  // A listener for the whole body: of Node's own iterator, each chunk would have to race with the signal.
  let wake = () => {};
  const onChange = () => wake();
  request.on('readable', onChange).on('end', onChange).on('error', onChange).on('close', onChange);
  signal.addEventListener('abort', onChange);
  try {
    for (;;) {
      signal.throwIfAborted();
      const chunk: Buffer | null = request.read();
      if (chunk !== null) yield chunk;
      else if (request.readableEnded) return;
      else if (request.destroyed) throw disconnected(request.errored);
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    // Its errors stay heard: one that nobody listens for would end the process.
    request.off('readable', onChange).off('end', onChange).off('close', onChange);
    signal.removeEventListener('abort', onChange);
  }
}

function disconnected(cause: unknown): ArgusError {
  return new ArgusError('upload_aborted', 'The client disconnected.', { cause });
}

/** Whether a request has a body, of any length. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Bytes of the body, where the request says so. */
export function contentLength({ headers }: IncomingMessage): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined;
  return Number(headers['content-length'] ?? 0);
}

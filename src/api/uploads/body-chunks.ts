import type { IncomingMessage } from 'node:http';
import { unlessAborted } from '../../async/unless-aborted.ts';
import { ArgusError } from '../../domain/error.ts';

/** The body of a request as it comes in. When the signal aborts, what has come is kept and the rest is left unread. */
export async function* bodyChunks(request: IncomingMessage, signal: AbortSignal): AsyncGenerator<Buffer> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  for (;;) {
    const next = await unlessAborted(signal, chunks.next()).catch((error: unknown) => {
      if (error instanceof ArgusError) throw error;
      throw new ArgusError('upload_aborted', 'The client disconnected.', { cause: error });
    });
    if (next.done) return;
    yield next.value;
  }
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

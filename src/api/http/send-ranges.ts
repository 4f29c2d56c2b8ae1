import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ArgusError } from '../../domain/error.ts';
import { askedRange, rangeCounts } from './byte-range.ts';
import { matchesEtag } from './entity-tags.ts';
import { sendStream } from './send-stream.ts';

/** A stored file that never changes. */
export interface RangedFile {
  /** As it is to be saved. */
  name: string;
  /** Bytes. */
  size: number;
  etag: string;
  mediaType: string;
  /** Asked for `HEAD` alone. */
  exists(): Promise<boolean>;
  /** Both ends included. */
  open(first: number, last: number): Promise<Readable>;
}

/**
 * Sends a file or the asked range of it as a download.
 * @throws ArgusError `range_not_satisfiable`, `not_found`.
 */
export async function sendRanges(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, size, etag, mediaType, exists, open }: RangedFile,
): Promise<FastifyReply> {
  reply.header('etag', etag).header('accept-ranges', 'bytes');
  if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (request.method === 'HEAD' && !(await exists())) {
    throw new ArgusError('not_found', 'The object store no longer has the file.');
  }
  const { first, last, asked } = rangeOf(request, size, etag);
  if (asked === 'unsatisfiable') {
    reply.header('content-range', `bytes */${size}`);
    throw new ArgusError('range_not_satisfiable', `The file has ${size} bytes.`, { details: { size } });
  }
  if (asked !== 'whole') reply.code(206).header('content-range', `bytes ${first}-${last}/${size}`);
  reply.header('content-length', last - first + 1).header('content-disposition', attachment(name));
  return sendStream(reply, mediaType, () => (size === 0 ? Readable.from([]) : open(first, last)));
}

/** `Range` counts for GET alone (RFC 9110, 14.2). */
function rangeOf({ method, headers }: FastifyRequest, size: number, etag: string) {
  const counts = method === 'GET' && rangeCounts(headers['if-range'] as string | undefined, etag);
  const asked = counts ? askedRange(headers.range, size) : 'whole';
  const { first, last } = typeof asked === 'string' ? { first: 0, last: size - 1 } : asked;
  return { asked, first, last };
}

/** RFC 6266: the name in ASCII for old clients, in full for others. Browsers ignore paths in it, so that it has none. */
function attachment(shownName: string): string {
  const name = shownName.replaceAll('/', '_');
  const ascii = name.replace(/[^\x20-\x7e]|["\\/]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}

import type { IncomingHttpHeaders } from 'node:http';
import { ArgusError } from '../../domain/error.ts';
import type { ExpectedDigest, HashName } from '../../domain/upload.ts';

/** RFC 9530, 5: the secure algorithms; others in a list are ignored, as it permits. */
const algorithms: Record<string, { hash: HashName; bytes: number }> = {
  'sha-256': { hash: 'sha256', bytes: 32 },
  'sha-512': { hash: 'sha512', bytes: 64 },
};

/**
 * Expected digests of the file, from request headers: `X-Content-SHA256`, `Digest` (RFC 3230) and `Repr-Digest`
 * (RFC 9530). Not `Content-Digest`, which covers the content of the message, the form.
 * @throws ArgusError `validation`.
 */
export function fileDigests(headers: IncomingHttpHeaders): ExpectedDigest[] {
  return [...plainDigest(headers), ...listed('digest', headers), ...listed('repr-digest', headers)];
}

/** Expected digests of the form as sent. @throws ArgusError `validation`. */
export function contentDigests(headers: IncomingHttpHeaders): ExpectedDigest[] {
  return listed('content-digest', headers);
}

/** Expected digests of the file, from the headers of its part. @throws ArgusError `validation`. */
export function partDigests(headers: IncomingHttpHeaders): ExpectedDigest[] {
  return [...fileDigests(headers), ...contentDigests(headers)];
}

function plainDigest(headers: IncomingHttpHeaders): ExpectedDigest[] {
  const field = 'x-content-sha256';
  const text = headers[field];
  if (text === undefined || text === '') return [];
  if (typeof text === 'string' && /^[0-9a-f]{64}$/i.test(text)) {
    return [{ hash: 'sha256', hex: text.toLowerCase() }];
  }
  throw invalid(field, 'must be 64 hexadecimal digits');
}

/** `sha-256=:<base64>:` (RFC 9530) or `sha-256=<base64>` (RFC 3230), maybe among others. */
function listed(field: string, headers: IncomingHttpHeaders): ExpectedDigest[] {
  const list = [headers[field] ?? ''].flat().join(',');
  return list.split(',').flatMap((member) => {
    const [, name = '', value = ''] = /^\s*([A-Za-z0-9-]+)=:?([^:]*):?\s*$/.exec(member) ?? [];
    const algorithm = algorithms[name.toLowerCase()];
    if (!algorithm) return [];
    const digest = Buffer.from(value, 'base64');
    if (digest.length === algorithm.bytes) return [{ hash: algorithm.hash, hex: digest.toString('hex') }];
    throw invalid(field, `must have ${algorithm.bytes} bytes in base64 for ${name}`);
  });
}

function invalid(field: string, why: string): ArgusError {
  return new ArgusError('validation', `${field} ${why}.`, { details: { field } });
}

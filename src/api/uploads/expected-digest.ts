import type { IncomingHttpHeaders } from 'node:http';
import { ArgusError } from '../../domain/error.ts';
import type { ExpectedDigest, HashName } from '../../domain/upload.ts';
import { byteSequence, dictionaryOf } from './structured-dictionary.ts';

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
  return [...plainDigest(headers), ...listed('digest', headers), ...inDictionary('repr-digest', headers)];
}

/** Expected digests of the form as sent. @throws ArgusError `validation`. */
export function contentDigests(headers: IncomingHttpHeaders): ExpectedDigest[] {
  return inDictionary('content-digest', headers);
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

/** `sha-256=:<base64>:`, maybe among others: a dictionary whose values are all byte sequences (RFC 9530, 2 and 3). */
function inDictionary(field: string, headers: IncomingHttpHeaders): ExpectedDigest[] {
  const members = dictionaryOf([headers[field] ?? ''].flat().join(', '));
  return [...(members ?? [['', '']])].flatMap(([name, value]) => {
    const digest = byteSequence(value);
    if (!digest)
      throw invalid(
        field,
        'must be a list such as sha-256=:<base64>: (RFC 9530); correct it, or leave it out',
      );
    return expected(field, name, digest);
  });
}

/** `sha-256=<base64>`, maybe among others (RFC 3230, 4.3.2). */
function listed(field: string, headers: IncomingHttpHeaders): ExpectedDigest[] {
  const list = [headers[field] ?? ''].flat().join(',');
  return list.split(',').flatMap((member) => {
    const text = member.trim();
    if (text === '') return [];
    const [, name, value = ''] = /^([^\s=:]+)=:?([^:]*):?$/.exec(text) ?? [];
    if (name === undefined)
      throw invalid(field, 'must be a list such as sha-256=<base64> (RFC 3230); correct it, or leave it out');
    return expected(field, name.toLowerCase(), Buffer.from(value, 'base64'));
  });
}

function expected(field: string, name: string, digest: Buffer): ExpectedDigest[] {
  const algorithm = Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
  if (!algorithm) return [];
  if (digest.length === algorithm.bytes) return [{ hash: algorithm.hash, hex: digest.toString('hex') }];
  throw invalid(field, `must have ${algorithm.bytes} bytes in base64 for ${name}`);
}

function invalid(field: string, why: string): ArgusError {
  return new ArgusError('validation', `${field} ${why}.`, { details: { field } });
}

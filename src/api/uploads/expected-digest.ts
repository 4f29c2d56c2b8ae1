import { ArgusError } from '../../domain/error.ts';

export interface DigestHeaders {
  'x-content-sha256'?: string | undefined;
  /** RFC 3230: `sha-256=<base64>`, maybe among others. */
  digest?: string | undefined;
  /** RFC 9530: `sha-256=:<base64>:`, maybe among others. */
  'content-digest'?: string | undefined;
}

/** The SHA-256 that the client expects, lower-case hexadecimal. @throws ArgusError `validation`. */
export function expectedSha256(headers: DigestHeaders): string | undefined {
  if (headers['x-content-sha256']) return headers['x-content-sha256'].toLowerCase();
  return (
    fromList('content-digest', headers['content-digest'], /(?:^|,)\s*sha-256=:([^:,]*):/i) ??
    fromList('digest', headers.digest, /(?:^|,)\s*sha-256=([^,\s]*)/i)
  );
}

function fromList(field: string, list: string | undefined, pattern: RegExp): string | undefined {
  const base64 = list && pattern.exec(list)?.[1];
  if (base64 === undefined || base64 === '') return undefined;
  const digest = Buffer.from(base64, 'base64');
  if (digest.length !== 32) {
    throw new ArgusError('validation', `${field}: sha-256 must be 32 bytes in base64.`, {
      details: { field },
    });
  }
  return digest.toString('hex');
}

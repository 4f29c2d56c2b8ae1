import type { IncomingHttpHeaders } from 'node:http';
import { ArgusError } from '../../domain/error.ts';
import type { ExpectedDigest } from '../../domain/upload.ts';

/** A non-negative whole number of at most 15 digits, as structured fields have it (RFC 9651, 3.3.1); parameters are ignored. */
const wholeNumber = /^\s*(\d{1,15})\s*(?:;.*)?$/;

/** A header with a count of bytes; undefined where it is absent or is none. */
export function countIn(headers: IncomingHttpHeaders, name: string): number | undefined {
  const [, digits] = wholeNumber.exec(String(headers[name] ?? '')) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The same, where anything else is an error. @throws ArgusError `validation`. */
export function strictCountIn(headers: IncomingHttpHeaders, name: string): number | undefined {
  if (headers[name] === undefined) return undefined;
  const count = countIn(headers, name);
  if (count === undefined) throw invalid(name, 'must be a whole number of bytes');
  return count;
}

/** Node reads headers as latin1; clients send UTF-8 in them all the same. */
export function textIn(headers: IncomingHttpHeaders, name: string): string | undefined {
  const text = headers[name];
  return text === undefined ? undefined : Buffer.from(String(text), 'latin1').toString('utf8');
}

/** `?1` or `?0` (RFC 9651, 3.3.6); undefined where it is absent or is neither. */
export function booleanIn(headers: IncomingHttpHeaders, name: string): boolean | undefined {
  const [, digit] = /^\s*\?([01])\s*(?:;.*)?$/.exec(String(headers[name] ?? '')) ?? [];
  return digit === undefined ? undefined : digit === '1';
}

/** The file's name in `Content-Disposition` (RFC 6266, 4.3), the extended form first. */
export function dispositionName(headers: IncomingHttpHeaders): string | undefined {
  const field = String(headers['content-disposition'] ?? '');
  const [, extended] = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(field) ?? [];
  if (extended !== undefined) return decoded(extended);
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(field) ?? [];
  // Node reads headers as latin1; clients send UTF-8 here all the same.
  const text = quoted?.replaceAll(/\\(.)/g, '$1') ?? plain;
  return text && Buffer.from(text, 'latin1').toString('utf8');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw invalid('content-disposition', 'has a filename* that is not percent-encoded UTF-8', error);
  }
}

/** As `Repr-Digest` has it (RFC 9530). */
export function reprDigest(sha256: string): string {
  return `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`;
}

/** `sha256` of a metadata or a JSON body. */
export function sha256Digest(hex: string | undefined): ExpectedDigest[] {
  if (hex === undefined || hex === '') return [];
  if (/^[0-9a-f]{64}$/i.test(hex)) return [{ hash: 'sha256', hex: hex.toLowerCase() }];
  throw invalid('sha256', 'must be 64 hexadecimal digits');
}

export function invalid(field: string, why: string, cause?: unknown): ArgusError {
  return new ArgusError('validation', `${field} ${why}.`, { cause, details: { field } });
}

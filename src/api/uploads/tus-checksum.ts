import { createHash } from 'node:crypto';
import { ArgusError } from '../../domain/error.ts';
import type { ContentCheck } from './append.ts';
import { invalid } from './upload-headers.ts';

/** `sha1` has to be there (tus 1.0, checksum). */
export const tusChecksums = ['sha1', 'sha256', 'sha512', 'md5'] as const;

/** `Upload-Checksum` of a request: algorithm and base64 digest. @throws ArgusError `validation`. */
export function tusChecksum(header: string | undefined): ContentCheck | undefined {
  if (header === undefined || header === '') return undefined;
  const [algorithm = '', base64 = ''] = header.trim().split(' ');
  if (!(tusChecksums as readonly string[]).includes(algorithm)) {
    throw invalid('upload-checksum', `must use one of ${tusChecksums.join(', ')}`);
  }
  const hash = createHash(algorithm);
  const expected = Buffer.from(base64, 'base64').toString('hex');
  return {
    update: (chunk) => hash.update(chunk),
    check() {
      const received = hash.digest('hex');
      if (received === expected) return;
      throw new ArgusError(
        'chunk_checksum_mismatch',
        'The bytes of this request do not match their checksum, and none of them count; send them again.',
        { details: { algorithm, expected, received } },
      );
    },
  };
}

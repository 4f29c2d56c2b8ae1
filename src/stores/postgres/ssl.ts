import type { ConnectionOptions } from 'node:tls';
import type { Config } from '../../config.ts';
import { readTlsFiles } from '../../tls-files.ts';

export type SslConfig = Pick<Config, 'DB_SSLMODE' | 'DB_CA' | 'DB_CERT' | 'DB_KEY'>;

/** What libpq's `sslmode` means (PostgreSQL, 32.19): `require` encrypts, and asks nobody whose certificate it is. */
export function sslOf({
  DB_SSLMODE: mode,
  DB_CA: ca,
  DB_CERT: cert,
  DB_KEY: key,
}: SslConfig): ConnectionOptions | false {
  if (mode === 'disable') return false;
  const files = readTlsFiles({ ca, cert, key });
  if (mode === 'require') return { ...files, rejectUnauthorized: false };
  return {
    ...files,
    rejectUnauthorized: true,
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

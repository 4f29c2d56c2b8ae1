import { readFileSync } from 'node:fs';

/** Paths of PEM files, as they are in the settings. */
export interface TlsFiles {
  /** Certificates that are trusted instead of those that Node knows. */
  ca?: string | undefined;
  /** Of the client, where the server asks for one. */
  cert?: string | undefined;
  key?: string | undefined;
}

/** Their contents, in the names that `node:tls` has. @throws Error that names a file that cannot be read. */
export function readTlsFiles({ ca, cert, key }: TlsFiles): { ca?: Buffer; cert?: Buffer; key?: Buffer } {
  return {
    ...(ca !== undefined && { ca: readFileSync(ca) }),
    ...(cert !== undefined && { cert: readFileSync(cert) }),
    ...(key !== undefined && { key: readFileSync(key) }),
  };
}

/** The blocks of a file that holds several. @throws Error that names a file that cannot be read or has none. */
export function readPemBlocks(path: string): string[] {
  const blocks = readFileSync(path, 'latin1').match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g);
  if (!blocks) throw new Error(`There is nothing in PEM in ${path}.`);
  return blocks;
}

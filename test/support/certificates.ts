import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  /** Paths of PEM files. */
  cert: string;
  /** PKCS #8. */
  key: string;
}

/** A certificate authority of a test's own, in a folder of its own. */
export function certificateAuthority(folder: string) {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const ca = join(folder, 'ca.crt');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', ca, '-subj', '/CN=Test CA');

  /** Signed by it; `altNames` as openssl writes them, e.g. `IP:127.0.0.1`. */
  function issue(file: string, commonName: string, altNames: string): Certificate {
    const [cert, key] = [join(folder, `${file}.crt`), join(folder, `${file}.key`)];
    writeFileSync(join(folder, `${file}.ext`), `subjectAltName=${altNames}\n`);
    openssl('req', ...newKey, '-keyout', key, '-out', `${file}.csr`, '-subj', `/CN=${commonName}`);
    const signed = [
      '-CA',
      ca,
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      `${file}.ext`,
    ];
    openssl('x509', '-req', '-in', `${file}.csr`, ...signed, '-out', cert);
    return { cert, key };
  }
  return { ca, issue };
}

import { execFileSync } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  /** Paths of PEM files. */
  cert: string;
  /** PKCS #8. */
  key: string;
}

/** A certificate authority of a test's own, in a folder of its own. */
export function certificateAuthority(folder: string, name = 'Test CA') {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const ca = join(folder, 'ca.crt');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', ca, '-subj', `/CN=${name}`);

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

  /** Signed by nobody but itself. */
  function selfSigned(file: string, commonName: string): Certificate {
    const [cert, key] = [join(folder, `${file}.crt`), join(folder, `${file}.key`)];
    openssl('req', '-x509', ...newKey, '-keyout', key, '-out', cert, '-subj', `/CN=${commonName}`);
    return { cert, key };
  }

  /**
   * A list of those of its certificates that it has revoked, written at once as a renewed one would be.
   * @param hours until it is out of date; negative for one that is
   */
  function revoke(file: string, certificates: readonly Certificate[], hours = 24): string {
    const index = certificates.map(({ cert }) => {
      const serial = execFileSync('openssl', ['x509', '-noout', '-serial', '-in', cert], {
        encoding: 'utf8',
      });
      return `R\t491231235959Z\t250101000000Z\t${serial.trim().replace('serial=', '')}\tunknown\t/CN=revoked\n`;
    });
    writeFileSync(join(folder, 'index.txt'), index.join(''));
    writeFileSync(
      join(folder, 'ca.cnf'),
      '[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\ndefault_md=sha256\n',
    );
    const at = (time: number) => new Date(time).toISOString().replace(/[-:T]|\.\d+/g, '');
    const [begin, end] = [Date.now() - 48 * 3600_000, Date.now() + hours * 3600_000].map(at);
    const times = ['-crl_lastupdate', begin as string, '-crl_nextupdate', end as string];
    openssl(
      'ca',
      '-config',
      'ca.cnf',
      '-gencrl',
      '-keyfile',
      'ca.key',
      '-cert',
      ca,
      ...times,
      '-out',
      `${file}.new`,
    );
    renameSync(join(folder, `${file}.new`), join(folder, file));
    return join(folder, file);
  }
  return { ca, issue, selfSigned, revoke };
}

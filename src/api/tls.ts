import type { Server, ServerOptions } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { readPemBlocks, readTlsFiles } from '../tls-files.ts';
import { readRevocationLists } from './revocation-list.ts';

type TlsConfig = Pick<Config, 'TLS_CERT' | 'TLS_KEY' | 'TLS_CLIENT_CA' | 'TLS_CLIENT_CRL'>;

/** How often the files are looked at for new ones. */
const renewMs = 2_000;
/** A year, as browsers ask for (RFC 6797, 6.1.1). */
const strictTransport = `max-age=${365 * 24 * 3600}`;

/** Of the API's own server; undefined where it speaks plain HTTP. */
export function tlsOf(config: TlsConfig) {
  const { TLS_CERT: cert, TLS_KEY: key, TLS_CLIENT_CA: ca, TLS_CLIENT_CRL: crl } = config;
  if (cert === undefined) return undefined;
  return {
    ...readTlsFiles({ cert, key, ca }),
    minVersion: 'TLSv1.2',
    // Asked for, not insisted on: people and programs come with tokens. `certificate.ts` looks at what was verified.
    ...(ca !== undefined && { requestCert: true, rejectUnauthorized: false }),
    // Node reads one list of each string.
    ...(crl !== undefined && { crl: readPemBlocks(crl) }),
  } satisfies ServerOptions;
}

type Tls = NonNullable<ReturnType<typeof tlsOf>>;

/** Takes renewed certificates and revocation lists without a restart; ones that do not fit leave the old ones in use. */
export function registerTls(app: FastifyInstance, config: TlsConfig, logger: Logger): void {
  const first = tlsOf(config);
  if (!first) return;
  const server = app.server as unknown as Server;
  const connections = new Set<TLSSocket>();
  let current = fingerprint(first);
  let revoked = readRevocationLists(first.crl ?? []);
  let saidExpired = false;
  const timer = setInterval(renew, renewMs).unref();
  server.on('secureConnection', (socket) => {
    // Its handshake may have begun before the list that names it, and was verified by the one before.
    if (isRevoked(socket)) {
      socket.destroy();
      return;
    }
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('strict-transport-security', strictTransport);
    done();
  });

  function renew(): void {
    try {
      const options = tlsOf(config);
      if (options && fingerprint(options) !== current) take(options);
    } catch (error) {
      logger.error({ err: error }, 'the renewed certificates cannot be used; the old ones stay');
      current = '';
    }
    sayExpired();
  }

  /** Tickets of the sessions before do not fit the new context, so that nobody resumes one without being checked anew. */
  function take(options: Tls): void {
    const lists = readRevocationLists(options.crl ?? []);
    server.setSecureContext(options);
    revoked = lists;
    current = fingerprint(options);
    const ended = [...connections].filter(isRevoked);
    for (const socket of ended) socket.destroy();
    logger.info({ revoked_connections: ended.length }, 'the certificates were renewed');
  }

  /** Certificates that nobody vouches for are not even parsed: one that cannot be read must not keep the others open. */
  function isRevoked(socket: TLSSocket): boolean {
    if (!socket.authorized) return false;
    const certificate = socket.getPeerX509Certificate();
    return certificate !== undefined && revoked.names(certificate.raw);
  }

  function sayExpired(): void {
    const isExpired = revoked.validUntil < Date.now();
    if (isExpired && !saidExpired)
      logger.error(
        'a list of TLS_CLIENT_CRL is out of date: no certificate of its issuer is taken until it is renewed',
      );
    saidExpired = isExpired;
  }
}

function fingerprint({ cert, key, ca, crl }: Pick<ServerOptions, 'cert' | 'key' | 'ca' | 'crl'>): string {
  return [cert, key, ca, crl].map(String).join('');
}

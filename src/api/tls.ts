import type { Server, ServerOptions } from 'node:https';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { readTlsFiles } from '../tls-files.ts';

type TlsConfig = Pick<Config, 'TLS_CERT' | 'TLS_KEY' | 'TLS_CLIENT_CA'>;

/** How often the files are looked at for new ones. */
const renewMs = 2_000;
/** A year, as browsers ask for (RFC 6797, 6.1.1). */
const strictTransport = `max-age=${365 * 24 * 3600}`;

/** Of the API's own server; undefined where it speaks plain HTTP. */
export function tlsOf(config: TlsConfig): ServerOptions | undefined {
  const { TLS_CERT: cert, TLS_KEY: key, TLS_CLIENT_CA: ca } = config;
  if (cert === undefined) return undefined;
  return {
    ...readTlsFiles({ cert, key, ca }),
    minVersion: 'TLSv1.2',
    // Asked for, not insisted on: people and programs come with tokens. `certificate.ts` looks at what was verified.
    ...(ca !== undefined && { requestCert: true, rejectUnauthorized: false }),
  };
}

/** Takes renewed certificates without a restart; ones that do not fit leave the old ones in use. */
export function registerTls(app: FastifyInstance, config: TlsConfig, logger: Logger): void {
  const first = tlsOf(config);
  if (!first) return;
  const server = app.server as unknown as Server;
  let current = fingerprint(first);
  const timer = setInterval(renew, renewMs).unref();
  app.addHook('onClose', async () => clearInterval(timer));
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('strict-transport-security', strictTransport);
    done();
  });

  function renew(): void {
    try {
      const options = tlsOf(config);
      if (!options || fingerprint(options) === current) return;
      server.setSecureContext(options);
      current = fingerprint(options);
      logger.info('the certificates were renewed');
    } catch (error) {
      logger.error({ err: error }, 'the renewed certificates cannot be used; the old ones stay');
      current = '';
    }
  }
}

function fingerprint({ cert, key, ca }: ServerOptions): string {
  return [cert, key, ca].map(String).join('');
}

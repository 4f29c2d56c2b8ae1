import { z } from 'zod';
import { file, flag, name, positive } from './setting-types.ts';

/** Rows of the table of settings (`config.ts`): who is let in, how much of what, and TLS towards every side. */
export const securityVariables = {
  /** PEM files: the API speaks TLS itself, and reads them again when they change. */
  TLS_CERT: file,
  TLS_KEY: file,
  /** Whoever these have signed is the vehicle that its certificate names. */
  TLS_CLIENT_CA: file,
  /** Which of these it has revoked: lists (RFC 5280, 5), one of each authority in a chain. */
  TLS_CLIENT_CRL: file,
  /** Where people sign in: an OpenID provider, its client, and which claim has which values for which roles. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: name.optional(),
  OIDC_CLIENT_SECRET: name.optional(),
  OIDC_NAME: name.default('your account'),
  OIDC_ROLES_CLAIM: name.default('roles'),
  /** Minutes after which a session of the console ends in which nobody does anything (NIST SP 800-63B-4, 2.2.3: at most an hour). */
  SESSION_IDLE_MINUTES: z.coerce.number().positive().max(720).default(60),
  /** Of each identity: requests a second, as a mean over ten; bytes a day (UTC); batches that wait for files. */
  LIMIT_REQUESTS_PER_SECOND: positive.default(500),
  LIMIT_BYTES_PER_DAY: positive.optional(),
  LIMIT_OPEN_BATCHES: positive.optional(),
  /** As libpq has it. */
  DB_SSLMODE: z.enum(['disable', 'require', 'verify-ca', 'verify-full']).default('disable'),
  DB_CA: file,
  DB_CERT: file,
  DB_KEY: file,
  MINIO_CA: file,
  REDIS_USER: name.optional(),
  REDIS_USE_TLS: flag.default(false),
  REDIS_CA: file,
  REDIS_CERT: file,
  REDIS_KEY: file,
  KAFKA_USE_TLS: flag.default(false),
  KAFKA_CA: file,
  KAFKA_CERT: file,
  KAFKA_KEY: file,
  KAFKA_SASL: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  KAFKA_USER: name.optional(),
  KAFKA_PASSWORD: name.optional(),
  TEMPORAL_USE_TLS: flag.default(false),
  TEMPORAL_CA: file,
  TEMPORAL_CERT: file,
  TEMPORAL_KEY: file,
  /** The name in the server's certificate, where it is not that of the address. */
  TEMPORAL_SERVER_NAME: name.optional(),
  TEMPORAL_API_KEY: name.optional(),
};

/** Settings that are of use together alone. */
export const together = [
  ['TLS_CERT', 'TLS_KEY'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ['DB_CERT', 'DB_KEY'],
  ['REDIS_CERT', 'REDIS_KEY'],
  ['KAFKA_CERT', 'KAFKA_KEY'],
  ['KAFKA_SASL', 'KAFKA_USER', 'KAFKA_PASSWORD'],
  ['TEMPORAL_CERT', 'TEMPORAL_KEY'],
] as const;

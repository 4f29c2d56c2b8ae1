import { postgresCredentials, s3Credentials } from './local-credentials.ts';
import type { StackPorts } from './server.ts';

const host = '127.0.0.1';

/** Plain data, so that it can be passed to another process or to a test file. */
export interface StackEndpoints {
  readonly temporalAddress: string;
  readonly temporalUiUrl: string;
  readonly postgres: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  readonly redisAddr: string;
  readonly kafkaBrokers: readonly string[];
  /** A proxy that listens there and forwards to `upstream` can be placed between clients and the broker. */
  readonly kafkaProxy: { readonly listen: string; readonly upstream: string };
  /** The same servers with TLS; there only when the stack was given certificates. */
  readonly tls: { readonly redisAddr: string; readonly kafkaBrokers: readonly string[] };
  readonly minio: S3Endpoint;
  /** The second S3 server; present only if the stack was started with it. */
  readonly versitygw: S3Endpoint;
  /** HTTP API of Toxiproxy; present only if the stack was started with it. */
  readonly toxiproxyUrl: string;
}

/** In the form of the `minio` client's options. */
export interface S3Endpoint {
  readonly endPoint: string;
  readonly port: number;
  readonly useSSL: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
}

export function stackEndpoints(ports: StackPorts): StackEndpoints {
  const s3 = (port: number): S3Endpoint => ({ endPoint: host, port, useSSL: false, ...s3Credentials });
  return {
    temporalAddress: `${host}:${ports.temporal}`,
    temporalUiUrl: `http://${host}:${ports.temporalUi}`,
    postgres: { host, port: ports.postgres, ...postgresCredentials },
    redisAddr: `${host}:${ports.redis}`,
    kafkaBrokers: [`${host}:${ports.kafka}`],
    kafkaProxy: { listen: `${host}:${ports.kafkaProxy}`, upstream: `${host}:${ports.kafkaProxied}` },
    tls: { redisAddr: `${host}:${ports.redisTls}`, kafkaBrokers: [`${host}:${ports.kafkaTls}`] },
    minio: s3(ports.minio),
    versitygw: s3(ports.versitygw),
    toxiproxyUrl: `http://${host}:${ports.toxiproxy}`,
  };
}

/** The same as environment variables of Argus (see src/config.ts). */
export function stackEnvironment(endpoints: StackEndpoints): Record<string, string> {
  const { postgres, minio } = endpoints;
  return {
    DB_HOST: postgres.host,
    DB_PORT: `${postgres.port}`,
    DB_USER: postgres.user,
    DB_PASSWORD: postgres.password,
    DB_NAME: postgres.database,
    MINIO_ENDPOINT: `${minio.endPoint}:${minio.port}`,
    MINIO_ACCESS_KEY: minio.accessKey,
    MINIO_SECRET_KEY: minio.secretKey,
    MINIO_USE_SSL: `${minio.useSSL}`,
    REDIS_ADDR: endpoints.redisAddr,
    KAFKA_BROKERS: endpoints.kafkaBrokers.join(','),
    TEMPORAL_ADDRESS: endpoints.temporalAddress,
    TEMPORAL_UI_URL: endpoints.temporalUiUrl,
  };
}

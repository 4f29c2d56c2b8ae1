import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import { languageTags } from './language/language.ts';
import { maxObjectBytes, partBytesFor } from './s3/part-size.ts';
import { securityVariables, together } from './security-settings.ts';
import {
  address,
  addresses,
  bucket,
  buildId,
  deploymentName,
  flag,
  host,
  name,
  networks,
  port,
  positive,
} from './setting-types.ts';
import { plainMessage } from './text/plain-message.ts';

/**
 * All settings of Argus, one row per environment variable. No other file reads the environment.
 * Rows without a default must be set.
 */

const variables = {
  ...securityVariables,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SERVER_HOST: host.default('127.0.0.1'),
  SERVER_PORT: port.default(8080),
  /** Lets the API listen beyond loopback although no API keys protect it. */
  ARGUS_ALLOW_OPEN: flag.default(false),
  /** Proxies before the API, whose `X-Forwarded-For` names the client; without them, whoever connects is the client. */
  TRUST_PROXY: networks.optional(),
  /** Where a role serves `/metrics`, `/healthz` and `/readyz` beside the API; nowhere without a port. */
  METRICS_HOST: host.default('127.0.0.1'),
  METRICS_PORT: port.optional(),
  /** Seconds that a stopping process allows for the work in progress. */
  SHUTDOWN_GRACE_SECONDS: positive.default(10),

  DB_HOST: host.default('127.0.0.1'),
  DB_PORT: port.default(5432),
  DB_USER: name.default('argus'),
  DB_PASSWORD: name,
  DB_NAME: name.default('argus'),
  DB_POOL_SIZE: positive.max(500).default(20),

  MINIO_ENDPOINT: address.default('127.0.0.1:9000'),
  MINIO_ACCESS_KEY: name,
  MINIO_SECRET_KEY: name,
  MINIO_BUCKET: bucket.default('argus'),
  MINIO_REGION: name.default('us-east-1'),
  MINIO_USE_SSL: flag.default(false),
  /** Where vehicles reach the object store, e.g. `https://s3.example.com`, for parts that they send to it themselves. */
  MINIO_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),

  REDIS_ADDR: address.default('127.0.0.1:6379'),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_DB: z.coerce.number().int().min(0).max(15).default(0),

  KAFKA_BROKERS: addresses.default(['127.0.0.1:9092']),
  KAFKA_TOPIC: name.default('batch-events'),
  KAFKA_DLQ_TOPIC: name.default('batch-events-dlq'),

  TEMPORAL_ADDRESS: address.default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: name.default('default'),
  TEMPORAL_TASK_QUEUE: name.default('argus'),
  TEMPORAL_PARSE_TASK_QUEUE: name.default('argus-parse'),
  /** With this name, workers have versions: a batch stays with the build that began it (`argus admin deployment`). */
  TEMPORAL_DEPLOYMENT_NAME: deploymentName.optional(),
  /** What tells this build of the workers from others: its release, image tag or commit. */
  TEMPORAL_WORKER_BUILD_ID: buildId.default(packageJson.version),
  /** Where people open the Temporal Web UI; shown in the console and by the demo. */
  TEMPORAL_UI_URL: z.url().optional(),

  /** Foxglove or Lichtblick, e.g. `https://app.foxglove.dev`: evidence of reports opens in it; without it clips are downloaded. */
  VIEWER_URL: z.url({ protocol: /^https?$/ }).optional(),

  /** Maximum size of a recording file, in bytes. */
  UPLOAD_MAX_FILE_BYTES: positive
    .max(maxObjectBytes, 'S3 stores objects of at most 5 TiB')
    .default(64 * 1024 ** 3),
  /** Maximum files in one batch; the scatter stage is designed for 100,000. */
  UPLOAD_MAX_FILES: positive.default(100_000),
  /** A connection that sends nothing for this long is closed. */
  UPLOAD_IDLE_SECONDS: positive.default(30),
  /** Memory for parts in flight to the object store, over all uploads of one process. */
  UPLOAD_BUFFER_MIB: positive.default(96),
  /** A batch that receives no upload for this long is abandoned. */
  UPLOAD_ABANDON_HOURS: z.coerce.number().positive().default(24),
  /** Default share of files that may fail before the batch does. */
  TOLERATED_FAILED_PERCENT: z.coerce.number().min(0).max(100).default(25),

  /** Days after which data is deleted; what is not set is kept for ever. Published events of batches whose run is over. */
  RETAIN_EVENTS_DAYS: positive.max(36_500).optional(),
  /** Summaries of contents that no file has any more. */
  RETAIN_SUMMARIES_DAYS: positive.max(36_500).optional(),
  /** Reports of runs that a later run has replaced, with their charts. */
  RETAIN_REPLACED_REPORTS_DAYS: positive.max(36_500).optional(),
  /** Charts of batches whose run is over; their reports are kept, and shown without. */
  RETAIN_CHARTS_DAYS: positive.max(36_500).optional(),
  /** Recordings of batches whose run is over; their reports are kept. */
  RETAIN_RECORDINGS_DAYS: positive.max(36_500).optional(),
  /** A vehicle can read the receipt of a batch for so many days at least: its recordings are not deleted by age before. */
  RECEIPT_DAYS: positive.max(36_500).default(7),
  /** Batches whose run is over, with everything that belongs to them: recordings, reports, events. */
  RETAIN_BATCHES_DAYS: positive.max(36_500).optional(),

  /** PEM file (PKCS 8) of the Ed25519 key that signs receipts; without it one is made and kept in PostgreSQL. */
  RECEIPT_KEY_FILE: name.optional(),
  /** Rate at which recordings are read again to see whether they are as they were uploaded; 0 for never. */
  CUSTODY_MIB_PER_SECOND: z.coerce.number().min(0).default(4),
  /** Days from the beginning of one pass over all recordings to that of the next. */
  CUSTODY_EVERY_DAYS: positive.max(36_500).default(7),

  PARSE_THREADS: positive.max(64).default(2),
  PARSE_MEMORY_MIB: positive.default(512),
  PARSE_TIMEOUT_SECONDS: positive.default(600),
  /** Whether idle threads read files while the rest of their batch still uploads. */
  PARSE_AHEAD: flag.default(true),
  /** Chunks of files in flight at once for one batch. */
  SCATTER_WINDOW: positive.max(64).default(16),

  /** Any endpoint that speaks OpenAI's chat completions, e.g. `http://127.0.0.1:11434/v1`; without it no language model is used. */
  LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LLM_MODEL: name.optional(),
  LLM_API_KEY: name.optional(),
  /** Tokens per day (UTC), over all batches. */
  LLM_DAILY_TOKENS: positive.default(500_000),
  /** Tokens of one run of a batch, over all its attempts. */
  LLM_BATCH_TOKENS: positive.default(20_000),
  /** Maximum tokens of one answer. */
  LLM_ANSWER_TOKENS: positive.default(1_500),
  /** Concurrent calls, over all workers. */
  LLM_CONCURRENCY: positive.max(100).default(2),
  LLM_TIMEOUT_SECONDS: positive.max(600).default(60),
  /** US dollars per million tokens, for the estimated cost. */
  LLM_PROMPT_PRICE: z.coerce.number().min(0).default(0),
  LLM_COMPLETION_PRICE: z.coerce.number().min(0).default(0),

  /** Where traces go (OTLP over HTTP), e.g. `http://127.0.0.1:4318`; without it there are none. The exporter reads the other `OTEL_EXPORTER_OTLP_…` itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SDK_DISABLED: flag.default(false),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_SERVICE_NAME: name.default('argus'),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on'),
  /** Share of traces, 0 to 1, for the two samplers by ratio. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),

  /** Where people and programs reach the console and the API, e.g. `https://argus.example.com`; alerts link there. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Of what alerts say to people, by mail and webhook. */
  ALERT_LANGUAGE: z.enum(languageTags).default('en'),
  /** The mail server of alerts: `smtp://host:587` (STARTTLS) or `smtps://host:465`; without it there are none by e-mail. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine((url) => !URL.parse(url)?.username, 'name user and password in SMTP_USER and SMTP_PASSWORD')
    .optional(),
  SMTP_USER: name.optional(),
  SMTP_PASSWORD: name.optional(),
  /** Lets mail go without TLS where the server offers none. */
  SMTP_ALLOW_PLAIN: flag.default(false),
  /** Who alerts come from: an address. */
  MAIL_FROM: z.email().optional(),

  /** Lets webhooks go to private addresses and over http. */
  WEBHOOK_ALLOW_PRIVATE: flag.default(false),

  /** Clips that may wait in one API process while another is made; more are refused with 503. */
  CLIPS_MAX_WAITING: positive.max(1_000).default(8),
  /** As much for exports of recordings as Parquet. */
  EXPORTS_MAX_WAITING: positive.max(1_000).default(8),

  SSE_MAX_STREAMS: positive.default(2_000),
  SSE_MAX_STREAMS_PER_CLIENT: positive.default(100),
};

/** A part is kept in memory while it is filled. */
const neededBufferMib = (maxFileBytes: number) => partBytesFor(maxFileBytes) / 1024 ** 2;

const schema = z
  .object(variables)
  .superRefine((config, context) => {
    for (const names of together) {
      const missing = names.filter((one) => config[one] === undefined);
      if (missing.length === 0 || missing.length === names.length) continue;
      for (const path of missing) {
        context.addIssue({ code: 'custom', path: [path], message: `${names.join(', ')} belong together` });
      }
    }
  })
  .refine(({ OIDC_ISSUER, PUBLIC_URL }) => OIDC_ISSUER === undefined || PUBLIC_URL !== undefined, {
    path: ['PUBLIC_URL'],
    error: 'the provider of OIDC_ISSUER sends browsers back to it',
  })
  .refine(({ TLS_CLIENT_CA, TLS_CERT }) => TLS_CLIENT_CA === undefined || TLS_CERT !== undefined, {
    path: ['TLS_CERT'],
    error: 'certificates of clients (TLS_CLIENT_CA) come over TLS alone',
  })
  .refine(
    ({ TLS_CLIENT_CA, TLS_CLIENT_CRL }) => TLS_CLIENT_CRL === undefined || TLS_CLIENT_CA !== undefined,
    {
      path: ['TLS_CLIENT_CA'],
      error: 'TLS_CLIENT_CRL revokes certificates that it has signed',
    },
  )
  .refine(({ LLM_BASE_URL, LLM_MODEL }) => LLM_BASE_URL === undefined || LLM_MODEL !== undefined, {
    path: ['LLM_MODEL'],
    error: 'name the model that LLM_BASE_URL serves',
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => SMTP_URL === undefined || MAIL_FROM !== undefined, {
    path: ['MAIL_FROM'],
    error: 'name the address that mail by SMTP_URL comes from',
  })
  .refine(({ SMTP_URL, PUBLIC_URL }) => SMTP_URL === undefined || PUBLIC_URL !== undefined, {
    path: ['PUBLIC_URL'],
    error: 'name the address of the console, to which mail by SMTP_URL links',
  })
  .refine(
    ({ UPLOAD_MAX_FILE_BYTES, UPLOAD_BUFFER_MIB }) =>
      UPLOAD_BUFFER_MIB >= neededBufferMib(UPLOAD_MAX_FILE_BYTES),
    {
      path: ['UPLOAD_BUFFER_MIB'],
      error: ({ input }) => {
        const { UPLOAD_MAX_FILE_BYTES } = input as { UPLOAD_MAX_FILE_BYTES: number };
        return `files of UPLOAD_MAX_FILE_BYTES are stored in parts of ${neededBufferMib(UPLOAD_MAX_FILE_BYTES)} MiB; allow at least that`;
      },
    },
  );

export type Config = Readonly<z.infer<typeof schema>>;

export const configVariables: readonly string[] = Object.keys(variables);

/** Names whose values must never be shown. */
const secrets = /PASSWORD|SECRET|KEY$|^SMTP_URL$/;

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** @throws ConfigError that names every invalid variable, its value and what is expected. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(configVariables.filter((key) => env[key]).map((key) => [key, env[key]]));
  const result = schema.safeParse(set, { error: plainMessage });
  if (result.success) return Object.freeze(result.data);
  const lines = result.error.issues.map((issue) => {
    const variable = String(issue.path[0]);
    const value = env[variable];
    if (!value) {
      const why = issue.code === 'custom' ? issue.message : 'it has no default';
      return `  ${variable} is not set: ${why}`;
    }
    const holds = secrets.test(variable) ? 'is set' : `holds ${JSON.stringify(value)}`;
    return `  ${variable} ${holds}: ${issue.message}`;
  });
  throw new ConfigError(`The environment is invalid:\n${lines.join('\n')}`);
}

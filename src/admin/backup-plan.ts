import { hostAndPort } from '../address.ts';
import type { Config } from '../config.ts';

export interface PlanStep {
  title: string;
  because: string;
  /** For a POSIX shell with the settings of Argus in its environment; secrets are referenced by name, never shown. */
  commands: string[];
}

export interface BackupPlan {
  backup: PlanStep[];
  restore: PlanStep[];
}

/** What to back up in an installation with these settings, in which order, and how to restore it. */
export function backupPlan(config: Config): BackupPlan {
  const { dump, load } = postgresCommands(config);
  const { fetch, send } = objectCommands(config);
  return {
    backup: [
      {
        title: 'PostgreSQL',
        because: 'It comes first: every object that its rows name is then there when the objects are copied.',
        commands: [dump],
      },
      {
        title: 'Objects',
        because: 'Objects that came after the dump are harmless; they are reported as orphaned.',
        commands: [fetch],
      },
      {
        title: 'Settings and secrets',
        because: `Keep ${'`.env`'} or the secrets of the cluster apart from the two. Redis, Kafka and Temporal need no backup.`,
        commands: [],
      },
    ],
    restore: [
      {
        title: 'Stop every role',
        because: 'Nothing may work on half of the data.',
        commands: [],
      },
      { title: 'PostgreSQL', because: 'Rows first, as they were dumped.', commands: [load] },
      { title: 'Objects', because: 'Of the same backup or of a later one.', commands: [send] },
      {
        title: 'Schema',
        because: 'The dump may be of a release before; needed once.',
        commands: ['node src/workers/migrate.ts'],
      },
      {
        title: 'Check the objects',
        because: 'Ends with 6 where a row has lost its object.',
        commands: ['npx argus admin verify-objects --digest'],
      },
      {
        title: 'Temporal',
        because:
          "Only where Temporal's database was lost; then every open batch gets its workflow from its row.",
        commands: [
          `TEMPORAL_ADDRESS=${word(config.TEMPORAL_ADDRESS)} TEMPORAL_NAMESPACE=${word(config.TEMPORAL_NAMESPACE)} sh temporal-config/set-up-namespace.sh`,
          'npx argus admin rebuild-temporal',
        ],
      },
      {
        title: 'Redis',
        because: 'Not necessary: without it the barriers are rebuilt as they are needed.',
        commands: ['npx argus admin rebuild-redis'],
      },
      {
        title: 'Kafka',
        because:
          'Only where the topic was lost: TIME is from when on consumers lack events. Ids are the same as before.',
        commands: ['npx argus admin republish-events --since TIME'],
      },
      { title: 'Start the roles', because: '`doctor` has to end with 0.', commands: ['npx argus doctor'] },
    ],
  };
}

function postgresCommands(config: Config) {
  const where = `--host ${word(config.DB_HOST)} --port ${config.DB_PORT} --username ${word(config.DB_USER)}`;
  const database = word(config.DB_NAME);
  return {
    dump: `PGPASSWORD="$DB_PASSWORD" pg_dump ${where} --format custom --file argus.dump ${database}`,
    load: `PGPASSWORD="$DB_PASSWORD" pg_restore ${where} --clean --if-exists --no-owner --exit-on-error --dbname ${database} argus.dump`,
  };
}

/**
 * rclone works with any S3 server; its remote is configured by environment variables, so that no file contains the
 * keys.
 */
function objectCommands(config: Config) {
  const { host, port } = hostAndPort(config.MINIO_ENDPOINT);
  const bracketed = host.includes(':') ? `[${host}]` : host;
  const endpoint = `${config.MINIO_USE_SSL ? 'https' : 'http'}://${bracketed}:${port}`;
  const remote = [
    'RCLONE_CONFIG_ARGUS_TYPE=s3 RCLONE_CONFIG_ARGUS_PROVIDER=Other',
    `RCLONE_CONFIG_ARGUS_ENDPOINT=${word(endpoint)} RCLONE_CONFIG_ARGUS_REGION=${word(config.MINIO_REGION)}`,
    'RCLONE_CONFIG_ARGUS_ACCESS_KEY_ID="$MINIO_ACCESS_KEY"',
    'RCLONE_CONFIG_ARGUS_SECRET_ACCESS_KEY="$MINIO_SECRET_KEY"',
  ].join(' ');
  const bucket = `argus:${config.MINIO_BUCKET}`;
  return {
    fetch: `${remote} rclone copy --checksum ${bucket} argus-objects`,
    send: `${remote} rclone copy --checksum argus-objects ${bucket}`,
  };
}

/** Quotes a word for a POSIX shell. */
function word(text: string): string {
  return /^[\w.,:/@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type BackupPlan, backupPlan } from '../../../src/admin/backup-plan.ts';
import { loadConfig } from '../../../src/config.ts';

const secrets = { DB_PASSWORD: 'db-secret', MINIO_ACCESS_KEY: 'key-secret', MINIO_SECRET_KEY: 's3-secret' };
const planOf = (env: Record<string, string> = {}) => backupPlan(loadConfig({ ...secrets, ...env }));
const commandsOf = ({ backup, restore }: BackupPlan) =>
  [...backup, ...restore].flatMap(({ commands }) => commands);

describe('the plan of a backup', () => {
  test('names the configured servers, but no secret', () => {
    const plan = planOf({
      DB_HOST: 'db.fleet',
      DB_NAME: 'rec',
      MINIO_ENDPOINT: 'store:9000',
      MINIO_BUCKET: 'drives',
    });
    const text = commandsOf(plan).join('\n');
    expect(text).toContain('--host db.fleet --port 5432');
    expect(text).toContain('argus:drives');
    expect(text).toContain('http://store:9000');
    expect(text).not.toContain('secret');
  });

  test('backs up the rows before the objects that they name', () => {
    expect(
      planOf()
        .backup.map(({ title }) => title)
        .slice(0, 2),
    ).toEqual(['PostgreSQL', 'Objects']);
  });

  test('is quoted for a shell', () => {
    const plan = planOf({ DB_NAME: "my fleet's; rm" });
    const dump = plan.backup[0]?.commands[0] ?? '';
    const printed = execFileSync('sh', ['-c', dump.replace('pg_dump', 'printf "%s\\n"')], {
      encoding: 'utf8',
    });
    expect(printed.trimEnd().split('\n').at(-1)).toBe("my fleet's; rm");
    for (const line of commandsOf(plan)) execFileSync('sh', ['-n', '-c', line]);
  });
});

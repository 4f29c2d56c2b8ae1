import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type RoleProcess, startRole } from '../../chaos/role-fleet.ts';
import { type ClientName, uploadClients } from '../../chaos/uploads/clients.ts';
import { proveKills } from '../../chaos/uploads/prove-kills.ts';
import { proveLink } from '../../chaos/uploads/prove-link.ts';
import { runCommand } from '../../stack/run-command.ts';
import { startTestApi, type TestApi } from '../support/test-api.ts';

// Processes are started and killed, and packages are installed the first time.

const python = await runCommand('python3', ['-m', 'pip', '--version']).catch(() => undefined);
const names = (Object.keys(uploadClients) as ClientName[]).filter((name) => name !== 'tuspy' || python);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'argus-proof-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** Of one API; its database and its bucket hold nothing else. */
function storedBy({ environment }: TestApi) {
  const endpoints = inject('stack');
  const postgres = { ...endpoints.postgres, database: String(environment.DB_NAME) };
  return { bucket: String(environment.MINIO_BUCKET), stack: { endpoints: { ...endpoints, postgres } } };
}

/** `npm run prove-uploads -- link` is the long form. */
test('over a slow link that is cut again and again every client brings every file over', async () => {
  const api = await startTestApi();
  const quality = { kilobytesPerSecond: 60, latencyMs: 150, cutEveryMs: 2_000, mostCuts: 4 };
  const proof = {
    quality,
    files: 20,
    fileBytes: 20_000,
    parallel: 3,
    apiUrl: api.url,
    stored: storedBy(api),
    dir,
  };
  const verdicts = await Promise.all(names.map((client) => proveLink({ ...proof, client })));
  await api.close();
  for (const { violations, figures } of verdicts) {
    expect(violations).toEqual([]);
    expect(figures).toMatchObject({ files: 20, cuts: expect.toSatisfy((cuts: number) => cuts > 0) });
  }
});

/** `npm run prove-uploads -- kills` is the long form. */
test('files that were acknowledged while one API after the other is killed are there, and nothing else', async () => {
  const api = await startTestApi();
  const deaths: string[] = [];
  const urls: string[] = [];
  const apis: RoleProcess[] = [];
  for (const index of [1, 2]) {
    const port = await getPort();
    urls.push(`http://127.0.0.1:${port}`);
    apis.push(
      startRole({
        ...{ name: 'api', index, environment: { ...api.environment, SERVER_PORT: `${port}` } },
        ...{ metricsPort: await getPort(), logFolder: dir, onDeath: (death) => deaths.push(death) },
      }),
    );
  }
  const proof = { urls, apis, stored: storedBy(api), vehicles: 5, files: 4, seconds: 6 };
  const { violations, figures } = await proveKills(proof);
  await Promise.all(apis.map((one) => one.stop()));
  await api.close();
  expect([...violations, ...deaths]).toEqual([]);
  expect(figures.kills).toBeGreaterThan(0);
  expect(figures.files).toBeGreaterThanOrEqual(20);
});

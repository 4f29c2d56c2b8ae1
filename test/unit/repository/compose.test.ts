import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configVariables, loadConfig } from '../../../src/config.ts';
import { fixedPorts } from '../../../stack/ports.ts';

interface Service {
  image: string;
  build?: { target: string };
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  restart?: string;
  mem_limit?: string;
  logging?: { options: Record<string, string> };
  profiles?: string[];
  volumes?: string[];
  healthcheck?: unknown;
  depends_on?: Record<string, { condition: string }>;
}

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const composeText = read('docker-compose.yml');
const { services } = parse(composeText, { merge: true }) as { services: Record<string, Service> };
const all = Object.entries(services);
const argus = all.filter(([, { build }]) => build?.target === 'argus');
const longRunning = all.filter(([, { restart }]) => restart === 'unless-stopped');
const names = (entries: typeof all) => entries.map(([name]) => name).sort();

/** Environment of a service with each `${NAME:?…}` set to a value and each `${NAME:-default}` to its default. */
function environmentOf(service: Service): Record<string, string> {
  const values = Object.entries(service.environment ?? {}).map(([key, value]) => {
    const text = String(value).replaceAll(/\$\{\w+:([?-])([^}]*)\}/g, (_, kind, rest) =>
      kind === '?' ? 'filled-in' : rest,
    );
    return [key, text];
  });
  return Object.fromEntries(values);
}

test('has the servers and every role of Argus', () => {
  expect(names(argus)).toEqual(['api', 'migrate', 'relay', 'worker-parse', 'worker-workflow']);
  expect(Object.keys(services)).toEqual(
    expect.arrayContaining(['temporal', 'temporal-ui', 'postgres', 'redis', 'kafka', 'minio']),
  );
});

test.each(argus)('%s is given variables that exist, with values that are valid', (_, service) => {
  const environment = environmentOf(service);
  expect(Object.keys(environment).filter((key) => !configVariables.includes(key))).toEqual([]);
  expect(() => loadConfig(environment)).not.toThrow();
});

test.each(argus)('%s runs the main of its role', (service, { command = [] }) => {
  const [node, main = '', ...more] = command;
  expect([node, more]).toEqual(['node', []]);
  expect(main).toMatch(/^src\/(api|workers)\/[\w-]+\.ts$/);
  // As it names itself in the log.
  expect(read(main)).toMatch(new RegExp(`(runAsMain|createLogger)\\((config, )?'${service}'`));
});

test.each(all)('%s is pinned: by a version in its tag, or built here', (_, { image, build }) => {
  if (build) expect(image).toMatch(/:local$/);
  else expect(image).toMatch(/^[a-z./-]+:v?\d+\.\d+[\w.-]*(@sha256:[0-9a-f]{64})?$/);
});

test('every image that the Dockerfile starts from is pinned', () => {
  const bases = [...read('Dockerfile').matchAll(/^FROM (\S+:\S+)/gm)].map(([, image]) => image);
  expect(bases).toHaveLength(2);
  for (const base of bases) expect(base).toMatch(/:\d+\.\d+\.\d+-bookworm/);
});

test('the Dockerfile has the Node of package.json and the MinIO of the local stack', () => {
  const { devDependencies } = JSON.parse(read('package.json'));
  expect(read('Dockerfile')).toContain(`FROM node:${devDependencies.node}-`);
  const minio = /version: '(.+)'/.exec(read('stack/minio.ts'))?.[1];
  expect(read('Dockerfile')).toContain(`github.com/minio/minio@${minio}`);
});

test.each(longRunning)('%s has a health check', (_, service) => {
  expect(service.healthcheck).toBeDefined();
});

test('dependants of a service wait until it is healthy or done', () => {
  for (const [, { depends_on = {} }] of all) {
    for (const [target, { condition }] of Object.entries(depends_on)) {
      const runsOn = services[target]?.restart === 'unless-stopped';
      expect(condition).toBe(runsOn ? 'service_healthy' : 'service_completed_successfully');
    }
  }
});

test('the file contains no secret; .env.example names each, and gives none', () => {
  const secretNames = /PASSWORD|SECRET|_PWD|ACCESS_KEY|ROOT_USER/;
  const secrets = all.flatMap(([, { environment = {} }]) =>
    Object.entries(environment).filter(([key]) => secretNames.test(key)),
  );
  expect(secrets.length).toBeGreaterThan(0);
  for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+(:\?[^}]+|:-)\}$/);

  const required = new Set([...composeText.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
  const named = [...read('.env.example').matchAll(/^(\w+)=(.*)$/gm)];
  expect(new Set(named.map(([, name]) => name))).toEqual(required);
  expect(named.map(([, , value]) => value).filter(Boolean)).toEqual([]);
});

test('publishes on loopback only, on the ports of the local stack', () => {
  const published = all.flatMap(([, { ports = [] }]) => ports);
  const local = Object.values(fixedPorts({}));
  const profiles = [9090, 3000, 8085];
  for (const mapping of published) {
    const [host, port] = mapping.split(':');
    expect(host).toBe('127.0.0.1');
    expect([...local, 8080, ...profiles]).toContain(Number(port));
  }
});

test.each(longRunning)('%s has bounded memory and a rotated log', (_, { mem_limit, logging }) => {
  expect(mem_limit).toMatch(/^(\$\{\w+:-)?\d+[mg]\}?$/);
  expect(logging?.options).toHaveProperty('max-size');
});

test('reading, the language model and mail can be set by .env', () => {
  const settable = configVariables.filter((name) => /^(LLM|PARSE|SMTP)_/.test(name));
  expect(settable.filter((name) => !composeText.includes(`${name}: \${${name}:-`))).toEqual([]);
});

test('the documented line fills the secrets of .env.example, and nothing that is commented out', () => {
  const line = /awk '.*$/m.exec(read('.env.example'))?.[0] ?? '';
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const filled = execFileSync('sh', ['-c', line.replace('> .env', '')], { cwd: root, encoding: 'utf8' });
  const lines = filled.split('\n');
  expect(lines.filter((text) => /^[A-Z_]+=[0-9a-f]{48}$/.test(text))).toHaveLength(6);
  expect(lines.filter((text) => text.startsWith('#') && /=[0-9a-f]{48}/.test(text))).toEqual([]);
});

test('the tools are a profile of their own, and look at what Argus writes to without changing it', () => {
  const tools = all.filter(([, { profiles }]) => profiles?.includes('tools'));
  expect(names(tools)).toEqual(['kafka-ui']);
  expect(services['kafka-ui']?.environment).toMatchObject({
    KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS: services.api?.environment?.KAFKA_BROKERS,
    KAFKA_CLUSTERS_0_READONLY: 'true',
  });
});

test('monitoring is a profile of its own, and the files that it mounts are there', () => {
  const monitoring = all.filter(([, { profiles }]) => profiles?.includes('monitoring'));
  expect(names(monitoring)).toEqual(['grafana', 'prometheus']);
  const mounted = monitoring.flatMap(([, { volumes = [] }]) =>
    volumes.filter((path) => path.startsWith('./')),
  );
  for (const path of mounted) expect(() => read(path.split(':')[0] ?? '')).not.toThrow();
  const port = services['worker-parse']?.environment?.METRICS_PORT;
  expect(read('monitoring/prometheus.yml')).toContain(`worker-parse, relay], type: A, port: ${port}`);
});

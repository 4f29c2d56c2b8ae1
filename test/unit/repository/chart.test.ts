import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readmeWithValues, valuesYaml } from '../../../scripts/helm/chart-values.ts';
import { chartValues } from '../../../scripts/helm/values-table.ts';
import { findHelm, renderings } from '../../../scripts/outside-checks.ts';
import { configVariables, loadConfig } from '../../../src/config.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const chart = (path: string) => read(`deploy/helm/argus/${path}`);

test('values.yaml, the README and the rules are made from their sources', () => {
  expect(chart('values.yaml'), 'run npm run docs').toBe(valuesYaml());
  expect(chart('README.md'), 'run npm run docs').toBe(readmeWithValues(chart('README.md')));
  expect(chart('rules.yml'), 'run npm run docs').toBe(read('monitoring/rules.yml'));
});

test('values.yaml says what the table says', () => {
  const values = parse(chart('values.yaml'));
  for (const { path, value } of chartValues) {
    const found = path.split('.').reduce((at, part) => at?.[part], values);
    expect(found, path).toEqual(value);
  }
});

test('every value is used by a template', () => {
  const templates = [
    '_helpers.tpl',
    'configmap.yaml',
    'disruption.yaml',
    'migrate.yaml',
    'monitoring.yaml',
    'network.yaml',
    'promote.yaml',
    'roles.yaml',
    'scaling.yaml',
    'service.yaml',
    'serviceaccount.yaml',
  ]
    .map((name) => chart(`templates/${name}`))
    .join('\n');
  const unused = chartValues.filter(({ path }) => !templates.includes(path.split('.').at(-1) as string));
  expect(unused.map(({ path }) => path).filter((path) => !path.startsWith('config.'))).toEqual([]);
});

test('it is of the version of package.json', () => {
  const { version, appVersion } = parse(chart('Chart.yaml'));
  const { version: packageVersion } = JSON.parse(read('package.json'));
  expect([version, appVersion]).toEqual([packageVersion, packageVersion]);
});

interface Container {
  name: string;
  command: string[];
  env?: { name: string; value: string }[];
  securityContext: { readOnlyRootFilesystem: boolean; allowPrivilegeEscalation: boolean };
  livenessProbe?: unknown;
  readinessProbe?: { httpGet: { path: string } };
  resources: { limits: { memory: string } };
}
interface Resource {
  apiVersion: string;
  kind: string;
  metadata: { name: string; annotations?: Record<string, string> };
  data?: Record<string, string>;
  spec: {
    replicas?: number;
    selector?: { matchLabels: Record<string, string> };
    template: {
      metadata: { labels: Record<string, string> };
      spec: {
        containers: Container[];
        securityContext: { runAsNonRoot: boolean };
        automountServiceAccountToken: boolean;
      };
    };
  };
}

const helm = findHelm();

/** Needs helm; `npm run check` says where to get it. */
describe.skipIf(!helm)('rendered', () => {
  const render = (how: keyof typeof renderings): Resource[] => {
    const text = execFileSync(helm ?? '', renderings[how], { cwd: root, encoding: 'utf8' });
    return parseAllDocuments(text)
      .map((document) => document.toJS())
      .filter(Boolean);
  };
  const plain = helm ? render('plain') : [];
  const of = (kind: string, resources = plain) => resources.filter((resource) => resource.kind === kind);
  const pods = [...of('Deployment'), ...of('Job')];

  test('has every role separately, and the migrations as a job before them', () => {
    const commands = of('Deployment').map(({ spec }) => spec.template.spec.containers[0]?.command);
    expect(commands.map((command) => command?.[1]).sort()).toEqual([
      'src/api/server.ts',
      'src/workers/parse-worker.ts',
      'src/workers/relay.ts',
      'src/workers/workflow-worker.ts',
    ]);
    for (const { spec } of pods) {
      const main = spec.template.spec.containers[0]?.command[1] ?? '';
      expect(() => read(main)).not.toThrow();
    }
    expect(of('Job')[0]?.metadata.annotations?.['helm.sh/hook']).toBe('pre-install,pre-upgrade');
  });

  test('runs nothing as root, nothing that writes to its file system, nothing without bounds', () => {
    for (const { spec } of pods) {
      const { containers, securityContext, automountServiceAccountToken } = spec.template.spec;
      expect(securityContext.runAsNonRoot).toBe(true);
      expect(automountServiceAccountToken).toBe(false);
      for (const { securityContext: own, resources } of containers) {
        expect(own).toMatchObject({ readOnlyRootFilesystem: true, allowPrivilegeEscalation: false });
        expect(resources.limits.memory).toMatch(/^\d+[MG]i$/);
      }
    }
  });

  test('probes liveness and readiness of every role, evicts one at a time, and selects its own objects', () => {
    for (const { spec } of of('Deployment')) {
      expect(spec.template.spec.containers[0]).toHaveProperty('livenessProbe');
      expect(spec.template.spec.containers[0]?.readinessProbe?.httpGet.path).toBe('/readyz');
      expect(spec.template.metadata.labels).toMatchObject(spec.selector?.matchLabels ?? { none: '' });
    }
    expect(of('PodDisruptionBudget')).toHaveLength(4);
    expect(of('NetworkPolicy')).toHaveLength(2);
  });

  test('gives each role settings that it understands', () => {
    const { data } = of('ConfigMap').find(({ metadata }) => metadata.name === 'argus') ?? {};
    const secrets = { DB_PASSWORD: 'x', MINIO_ACCESS_KEY: 'x', MINIO_SECRET_KEY: 'x' };
    for (const { spec } of of('Deployment')) {
      const own = spec.template.spec.containers[0]?.env ?? [];
      const environment = {
        ...data,
        ...secrets,
        ...Object.fromEntries(own.map(({ name, value }) => [name, value])),
      };
      expect(Object.keys(environment).filter((name) => !configVariables.includes(name))).toEqual([]);
      expect(() => loadConfig(environment)).not.toThrow();
    }
  });

  test('with everything has KEDA, which alone decides how many parse workers there are, and the alerts', () => {
    const all = render('everything');
    expect(all.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ScaledObject', 'Ingress', 'PodMonitor', 'PrometheusRule']),
    );
    const worker = of('Deployment', all).find(({ metadata }) => metadata.name === 'argus-worker-parse-1-2-3');
    expect(worker?.spec).not.toHaveProperty('replicas');
    expect(of('PrometheusRule', all)[0]?.spec).toHaveProperty('groups');
    const [scaled] = of('ScaledObject', all);
    expect(scaled).toMatchObject({ spec: { scaleTargetRef: { name: worker?.metadata.name } } });
  });

  test('with versions keeps the workers of each build, and names the build to them alone', () => {
    const all = render('everything');
    const kept = of('Deployment', all).filter(
      ({ metadata }) => metadata.annotations?.['helm.sh/resource-policy'] === 'keep',
    );
    expect(kept.map(({ metadata }) => metadata.name)).toEqual([
      'argus-worker-workflow-1-2-3',
      'argus-worker-parse-1-2-3',
    ]);
    for (const { spec } of kept) {
      expect(spec.selector?.matchLabels).toMatchObject({ 'argus/build': '1.2.3' });
      expect(spec.template.spec.containers[0]?.env).toContainEqual({
        name: 'TEMPORAL_WORKER_BUILD_ID',
        value: '1.2.3',
      });
    }
    const promote = of('Job', all).find(({ metadata }) => metadata.name === 'argus-promote');
    expect(promote?.spec.template.spec.containers[0]?.command.slice(-2)).toEqual(['promote', '1.2.3']);
  });

  test('names missing values', () => {
    expect(() =>
      execFileSync(helm ?? '', ['template', 'argus', 'deploy/helm/argus', '--kube-version', '1.33.0'], {
        cwd: root,
        stdio: 'pipe',
      }),
    ).toThrow(/has to (be set|name)/);
  });
});

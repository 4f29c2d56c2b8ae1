import { spawnSync } from 'node:child_process';
import { isBuilt } from '../stack/build-cache.ts';
import { goBinary } from '../stack/go-install.ts';
import { progressPrinter } from '../stack/progress.ts';
import { whichCommand } from '../stack/run-command.ts';
import { StackError } from '../stack/server.ts';
import { kubernetesVersion, wrongResources } from './kubernetes-schemas.ts';

/** An external tool that checks what is not TypeScript; if it is missing, the check says so. */
interface OutsideCheck {
  title: string;
  tool: () => string | undefined;
  install: string;
  runs: string[][];
}

export const helm = {
  name: 'helm',
  version: 'v3.19.4',
  package: 'helm.sh/helm/v3/cmd/helm',
  binary: 'helm',
  detail: '',
};
const required = [
  'existingSecret=argus',
  ...['DB_HOST', 'MINIO_ENDPOINT', 'REDIS_ADDR', 'KAFKA_BROKERS', 'TEMPORAL_ADDRESS'].map(
    (name) => `config.${name}=server:1`,
  ),
];
const everything = [
  'workerParse.keda.enabled=true',
  'monitoring.rules=true',
  'monitoring.podMonitor=true',
  'api.ingress.enabled=true',
  'api.ingress.host=argus.example',
  'image.digest=sha256:0',
  'versioning.enabled=true',
  'versioning.build=1.2.3',
];

const set = (values: string[]) => values.flatMap((value) => ['--set', value]);
/** The installed `helm`, or one built into the cache of the local stack. */
export const findHelm = () => whichCommand('helm') ?? (isBuilt(helm) ? goBinary(helm) : undefined);
export const findPromtool = () => whichCommand('promtool');

/** What is wrong; `missing` when a tool is not on this machine. */
export interface OutsideResult {
  missing?: string;
  wrong?: string;
}

/** Arguments that render the chart with its required values only, and with all its options. */
export const renderings = {
  plain: ['template', 'argus', 'deploy/helm/argus', '--kube-version', kubernetesVersion, ...set(required)],
  everything: [
    'template',
    'argus',
    'deploy/helm/argus',
    '--kube-version',
    kubernetesVersion,
    ...set([...required, ...everything]),
  ],
} as const;

export const outsideChecks: OutsideCheck[] = [
  {
    title: 'rules of Prometheus',
    tool: findPromtool,
    install: 'apt-get install -y prometheus',
    runs: [
      ['check', 'rules', 'monitoring/rules.yml'],
      ['test', 'rules', 'monitoring/rules.test.yml'],
    ],
  },
  {
    title: 'Helm chart',
    tool: findHelm,
    install: `go install ${helm.package}@${helm.version}`,
    runs: [
      ['lint', '--strict', 'deploy/helm/argus', ...set(required)],
      [...renderings.plain],
      [...renderings.everything],
    ],
  },
];

/** @returns what is wrong; undefined if nothing is, `missing` if the tool is not on this machine. */
export function runOutsideCheck({ tool, install, runs }: OutsideCheck): OutsideResult {
  const command = tool();
  if (command === undefined) return { missing: `not on this machine: ${install}` };
  for (const args of runs) {
    const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
    if (status !== 0) return { wrong: `${stdout}${stderr}`.trimEnd() };
  }
  return {};
}

/** What the chart renders, held against the schemas of Kubernetes. */
export async function checkRenderedChart(): Promise<OutsideResult> {
  const command = findHelm();
  if (command === undefined) return { missing: 'needs helm, see Helm chart' };
  const documents = Object.values(renderings).map((args) => {
    const { status, stdout, stderr } = spawnSync(command, [...args], { encoding: 'utf8' });
    return status === 0 ? stdout : stderr;
  });
  try {
    const wrong = await wrongResources(documents.join('\n---\n'), progressPrinter());
    return wrong === undefined ? {} : { wrong };
  } catch (error) {
    if (error instanceof StackError) return { missing: error.message };
    throw error;
  }
}

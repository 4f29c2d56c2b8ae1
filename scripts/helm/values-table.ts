/** One value of the chart: its path, its default, and what it is for. */
export interface ChartValue {
  path: string;
  value: string | number | boolean | readonly unknown[] | Readonly<Record<string, unknown>>;
  help: string;
}

const resources = (cpu: string, memory: string, limit: string) => ({
  requests: { cpu, memory },
  limits: { memory: limit },
});

/**
 * The single table of the chart's values: `values.yaml` and the table in its README are generated from it (`npm run
 * docs`).
 */
export const chartValues: readonly ChartValue[] = [
  { path: 'image.repository', value: 'argus', help: 'image that the Dockerfile builds' },
  { path: 'image.tag', value: '', help: 'tag; the version of the chart where it is empty' },
  { path: 'image.digest', value: '', help: '`sha256:…`; goes before the tag' },
  { path: 'image.pullPolicy', value: 'IfNotPresent', help: 'when the image is pulled' },
  { path: 'imagePullSecrets', value: [], help: 'Secrets for the registry, as `{name: …}`' },
  {
    path: 'existingSecret',
    value: '',
    help: 'Secret with the keys `DB_PASSWORD`, `MINIO_ACCESS_KEY`, `MINIO_SECRET_KEY` and, where they are used, `REDIS_PASSWORD`, `LLM_API_KEY`, `SMTP_PASSWORD`; required',
  },
  { path: 'config.DB_HOST', value: '', help: 'host of PostgreSQL; required' },
  { path: 'config.MINIO_ENDPOINT', value: '', help: 'host:port of the object store; required' },
  { path: 'config.REDIS_ADDR', value: '', help: 'host:port of Redis; required' },
  { path: 'config.KAFKA_BROKERS', value: '', help: 'host:port of brokers, separated by commas; required' },
  { path: 'config.TEMPORAL_ADDRESS', value: '', help: 'host:port of Temporal; required' },
  {
    path: 'config.SHUTDOWN_GRACE_SECONDS',
    value: 20,
    help: 'seconds that a stopping process gives to its work',
  },
  {
    path: 'extraConfig',
    value: {},
    help: 'any other variable of `src/config.ts`, e.g. `LLM_BASE_URL`, `OTEL_EXPORTER_OTLP_ENDPOINT`',
  },
  {
    path: 'migrate.enabled',
    value: true,
    help: 'whether a Job migrates the database before each install and upgrade',
  },
  { path: 'migrate.resources', value: resources('100m', '256Mi', '512Mi'), help: 'of the Job' },
  { path: 'api.replicas', value: 2, help: 'API processes' },
  { path: 'api.resources', value: resources('500m', '384Mi', '1Gi'), help: 'of one' },
  { path: 'api.service.type', value: 'ClusterIP', help: 'type of the Service' },
  { path: 'api.service.port', value: 80, help: 'port of the Service' },
  { path: 'api.ingress.enabled', value: false, help: 'whether there is an Ingress' },
  { path: 'api.ingress.className', value: '', help: 'class of the Ingress' },
  { path: 'api.ingress.host', value: '', help: 'host name, required with an Ingress' },
  { path: 'api.ingress.tlsSecret', value: '', help: 'Secret with its certificate' },
  {
    path: 'api.ingress.annotations',
    value: {},
    help: 'e.g. to turn off buffering and size limits of bodies, which uploads need',
  },
  {
    path: 'versioning.enabled',
    value: false,
    help: 'whether batches stay with the build of the workers that began them (see above)',
  },
  {
    path: 'versioning.build',
    value: '',
    help: 'what tells this build from others; the tag of the image, or the beginning of its digest, where it is empty',
  },
  {
    path: 'versioning.promote',
    value: true,
    help: 'whether a Job lets new batches begin on this build after an upgrade; else `argus admin promote` does',
  },
  { path: 'workerWorkflow.replicas', value: 2, help: 'processes that run the batches' },
  { path: 'workerWorkflow.resources', value: resources('250m', '384Mi', '1Gi'), help: 'of one' },
  { path: 'workerParse.replicas', value: 2, help: 'processes that read files, where nothing scales them' },
  { path: 'workerParse.threads', value: 2, help: 'files that one reads at once (`PARSE_THREADS`)' },
  { path: 'workerParse.memoryMib', value: 512, help: 'heap of each of its threads (`PARSE_MEMORY_MIB`)' },
  { path: 'workerParse.resources', value: resources('2', '1Gi', '3Gi'), help: 'of one' },
  {
    path: 'workerParse.keda.enabled',
    value: false,
    help: 'whether KEDA (2.17 or later) scales them by the backlog of their task queue',
  },
  { path: 'workerParse.keda.min', value: 1, help: 'fewest processes' },
  { path: 'workerParse.keda.max', value: 20, help: 'most processes' },
  { path: 'workerParse.keda.tasksPerWorker', value: 4, help: 'waiting tasks for which there is one process' },
  { path: 'workerParse.keda.cooldownSeconds', value: 300, help: 'time without tasks until there are fewer' },
  { path: 'relay.replicas', value: 2, help: 'relays; one leads, the others stand by' },
  { path: 'relay.resources', value: resources('100m', '192Mi', '384Mi'), help: 'of one' },
  {
    path: 'podDisruptionBudgets',
    value: true,
    help: 'whether one process of a role at most may be evicted at a time',
  },
  { path: 'networkPolicy.enabled', value: true, help: 'whether traffic is bounded to what follows' },
  {
    path: 'networkPolicy.apiFrom',
    value: [],
    help: 'peers that may reach the API; the namespace itself where it is empty',
  },
  {
    path: 'networkPolicy.metricsFrom',
    value: [],
    help: 'peers that may scrape; the namespace itself where it is empty',
  },
  {
    path: 'networkPolicy.egressPorts',
    value: [5432, 9000, 6379, 9092, 7233, 4318, 443],
    help: 'ports of the servers, to which every process may connect (DNS besides); with `SMTP_URL`, that of the mail server as well',
  },
  {
    path: 'monitoring.podMonitor',
    value: false,
    help: 'whether there is a PodMonitor for the Prometheus operator',
  },
  {
    path: 'monitoring.rules',
    value: false,
    help: 'whether there is a PrometheusRule with the alerts of `monitoring/rules.yml`',
  },
  {
    path: 'serviceAccount.create',
    value: true,
    help: 'whether there is a ServiceAccount of its own; it has no rights',
  },
  { path: 'serviceAccount.name', value: '', help: 'another name for it' },
  { path: 'nodeSelector', value: {}, help: 'of every pod' },
  { path: 'tolerations', value: [], help: 'of every pod' },
];

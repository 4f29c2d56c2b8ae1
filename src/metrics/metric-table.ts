/** The unit of a metric; the name ends with it, as OpenMetrics requires. */
type Unit = 'seconds' | 'bytes' | 'dollars';

export interface MetricRow {
  kind: 'counter' | 'gauge' | 'histogram';
  /** Absent for a plain count. */
  unit?: Unit;
  help: string;
  /** Label → what its values are. Each has few values: never an id, a name or text from a request. */
  labels: Readonly<Record<string, string>>;
  /** Upper bounds of a histogram, in its unit. */
  buckets?: readonly number[];
  /** Which roles expose it. */
  roles: readonly MetricRole[];
}

export type MetricRole = 'api' | 'worker-workflow' | 'worker-parse' | 'relay';

const every = ['api', 'worker-workflow', 'worker-parse', 'relay'] as const;
const api = ['api'] as const;
const workflow = ['worker-workflow'] as const;
const parse = ['worker-parse'] as const;
const workers = ['worker-workflow', 'worker-parse'] as const;
const relay = ['relay'] as const;

const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const workBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200];
/** Includes the limits of the objectives in `monitoring/` as bounds. */
const reportBuckets = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 7200];

const taskQueue = { task_queue: 'task queue', kind: '`workflow` or `activity`' };
const activity = { activity: 'name of the activity' };

/**
 * Every metric of Argus. Registration, documentation (docs/operations.md) and the check of `monitoring/` use this
 * table; a name that is not in it does not compile.
 */
export const metricTable = {
  argus_build_info: {
    kind: 'gauge',
    help: 'Always 1; what runs here',
    labels: { version: 'of package.json', node: 'version of Node', role: 'what this process does' },
    roles: every,
  },
  argus_http_request_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'Time from the first byte of a request to the last byte of its answer',
    labels: {
      route: 'pattern of the route, or `unknown`',
      method: 'HTTP method',
      status: 'status code',
    },
    buckets: requestBuckets,
    roles: api,
  },
  argus_upload_bytes_total: {
    kind: 'counter',
    unit: 'bytes',
    help: 'Bytes of recording files that were stored',
    labels: {},
    roles: api,
  },
  argus_upload_files_total: {
    kind: 'counter',
    help: 'Uploads of files by how they ended',
    labels: {
      outcome:
        '`stored`; `repeated` (sent again, and already there); `cut` (the client went away or fell silent); `refused` (4xx); `failed` (5xx)',
    },
    roles: api,
  },
  argus_upload_resumes_total: {
    kind: 'counter',
    help: 'Requests that went on with an upload which an earlier request had begun',
    labels: {},
    roles: api,
  },
  argus_uploads: { kind: 'gauge', help: 'Uploads under way', labels: {}, roles: api },
  argus_upload_memory_bytes: {
    kind: 'gauge',
    unit: 'bytes',
    help: 'Memory reserved for parts on their way to the object store',
    labels: {},
    roles: api,
  },
  argus_uploads_waiting_for_memory: {
    kind: 'gauge',
    help: 'Uploads that wait for memory',
    labels: {},
    roles: api,
  },
  argus_event_streams: { kind: 'gauge', help: 'Open event streams', labels: {}, roles: api },
  argus_report_cache_reads_total: {
    kind: 'counter',
    help: 'Reads of reports by what the cache gave',
    labels: { result: '`hit` or `miss`' },
    roles: api,
  },
  argus_server_up: {
    kind: 'gauge',
    help: 'Whether a server answered the last time it was asked',
    labels: { server: '`postgres`, `object_store`, `kafka`, `redis`, `temporal`' },
    roles: api,
  },
  argus_batches: {
    kind: 'gauge',
    help: 'Batches by state; of more than 10,000 that completed or failed an estimate',
    labels: { status: 'state of the batch' },
    roles: api,
  },
  argus_batch_oldest_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'How long the batch that moved longest ago has been in its state; 0 when none is in it',
    labels: { status: 'state of the batch, those in which a run ends excepted' },
    roles: api,
  },
  argus_relay_unpublished_events: {
    kind: 'gauge',
    help: 'Events that are not yet in Kafka',
    labels: {},
    roles: api,
  },
  argus_relay_oldest_event_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'Age of the oldest event that is not yet in Kafka',
    labels: {},
    roles: api,
  },
  argus_alert_oldest_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'Age of the oldest alert that nobody has taken yet; 0 when none waits',
    labels: { channel: '`webhook` or `email`' },
    roles: api,
  },
  argus_kafka_consumer_lag: {
    kind: 'gauge',
    help: 'Events that a consumer group has yet to read; of a share group, at most',
    labels: { group: 'consumer group; beyond 50 of them the rest as `other`' },
    roles: api,
  },
  argus_kafka_consumer_groups_unmeasured: {
    kind: 'gauge',
    help: 'Consumer groups whose offsets cannot be read, so that they may lag unseen',
    labels: { type: '`consumer`, `share` (KIP-932), `other`' },
    roles: api,
  },
  argus_redis_memory_bytes: {
    kind: 'gauge',
    unit: 'bytes',
    help: 'Memory that Redis uses',
    labels: {},
    roles: api,
  },
  argus_redis_keyspace_reads_total: {
    kind: 'counter',
    help: 'Reads of keys by whether they were there, since Redis started',
    labels: { result: '`hit` or `miss`' },
    roles: api,
  },
  argus_redis_refused_writes_total: {
    kind: 'counter',
    help: 'Commands that Redis refused since it started',
    labels: { reason: '`out_of_memory`, `read_only`, `disk`' },
    roles: api,
  },
  argus_redis_evicted_keys_total: {
    kind: 'counter',
    help: 'Keys that Redis threw away for lack of memory, since it started',
    labels: {},
    roles: api,
  },
  argus_temporal_backlog_tasks: {
    kind: 'gauge',
    help: 'Tasks that wait for a worker',
    labels: taskQueue,
    roles: api,
  },
  argus_temporal_backlog_age_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    help: 'Age of the oldest task that waits for a worker',
    labels: taskQueue,
    roles: api,
  },
  argus_temporal_pollers: {
    kind: 'gauge',
    help: 'Workers that asked for tasks in the last 70 seconds',
    labels: taskQueue,
    roles: api,
  },
  argus_llm_tokens_today: {
    kind: 'gauge',
    help: 'Tokens of the language model today (UTC)',
    labels: { kind: '`prompt`, `completion`, `reserved`' },
    roles: api,
  },
  argus_llm_calls_today: {
    kind: 'gauge',
    help: 'Calls of the language model today (UTC)',
    labels: { outcome: '`ok`, `rejected`, `failed`' },
    roles: api,
  },
  argus_llm_estimated_cost_dollars_today: {
    kind: 'gauge',
    unit: 'dollars',
    help: 'Estimated cost of them, US dollars',
    labels: {},
    roles: api,
  },
  argus_postgres_pool_connections: {
    kind: 'gauge',
    help: 'Connections of this process to PostgreSQL',
    labels: { state: '`active` or `idle`' },
    roles: every,
  },
  argus_postgres_pool_waiting: {
    kind: 'gauge',
    help: 'Statements that wait for a connection',
    labels: {},
    roles: every,
  },
  argus_batch_runs_total: {
    kind: 'counter',
    help: 'Runs of batches by how they ended',
    labels: { outcome: '`completed`, or the code of the failure' },
    roles: workflow,
  },
  argus_stage_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'Time that a run of a batch spent in a stage',
    labels: { stage: '`upload`, `scatter`, `gather`, `diagnose`' },
    buckets: reportBuckets,
    roles: workflow,
  },
  argus_report_delay_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'Time from the completed upload to the report',
    labels: {},
    buckets: reportBuckets,
    roles: workflow,
  },
  argus_gate_heals_total: {
    kind: 'counter',
    help: 'Barriers in Redis that were rebuilt from PostgreSQL',
    labels: {},
    roles: workflow,
  },
  argus_reconciler_repairs_total: {
    kind: 'counter',
    help: 'Batches whose row and workflow had parted and were brought together, since the database was set up',
    labels: { kind: '`missing`, `waiting`, `behind`, `closed`, `orphan`' },
    roles: api,
  },
  argus_retention_deleted_total: {
    kind: 'counter',
    help: 'What was deleted by age or by an operator, since the database was set up',
    labels: {
      kind: '`events`, `summaries`, `reports`; `batches`, those whose `recordings` or `charts` were; `objects`',
    },
    roles: api,
  },
  argus_custody_incidents: {
    kind: 'gauge',
    help: 'Recordings that are not in the object store as they were uploaded',
    labels: { kind: '`lost`, `changed`, `unreadable`' },
    roles: api,
  },
  argus_custody_files_total: {
    kind: 'counter',
    help: 'Recordings that were read again to see whether they are as they were uploaded, since the database was set up',
    labels: {},
    roles: api,
  },
  argus_custody_bytes_total: {
    kind: 'counter',
    unit: 'bytes',
    help: 'Bytes of these recordings',
    labels: {},
    roles: api,
  },
  argus_activity_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'Time of one attempt of an activity',
    labels: { ...activity, outcome: '`ok`, `failed`, `cancelled`' },
    buckets: workBuckets,
    roles: workers,
  },
  argus_activity_queue_wait_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'Time that an attempt of an activity waited for a worker',
    labels: activity,
    buckets: workBuckets,
    roles: workers,
  },
  argus_files_total: {
    kind: 'counter',
    help: 'Files with a result, reused ones included',
    labels: { format: 'format of the recording, or `unknown`', verdict: 'code of the verdict' },
    roles: workers,
  },
  argus_files_read_ahead_total: {
    kind: 'counter',
    help: 'Files that were read while their batch was still uploading',
    labels: {},
    roles: parse,
  },
  argus_parse_bytes_total: {
    kind: 'counter',
    unit: 'bytes',
    help: 'Bytes of files that were parsed',
    labels: { format: 'format of the recording, or `unknown`' },
    roles: parse,
  },
  argus_parse_duration_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    help: 'Time to parse one file, its wait for a thread included',
    labels: { format: 'format of the recording, or `unknown`' },
    buckets: workBuckets,
    roles: parse,
  },
  argus_relay_events_total: {
    kind: 'counter',
    help: 'Events handed to Kafka',
    labels: { topic: '`events` or `dead_letters`' },
    roles: relay,
  },
  argus_webhook_messages_total: {
    kind: 'counter',
    help: 'Messages to webhooks',
    labels: { outcome: '`delivered`, `failed` (and repeated), `dead` (given up)' },
    roles: relay,
  },
  argus_alert_messages_total: {
    kind: 'counter',
    help: 'Alerts about findings',
    labels: {
      channel: '`webhook` or `email`',
      outcome: '`delivered`, `failed` (and repeated), `dead` (given up)',
    },
    roles: relay,
  },
} as const satisfies Record<`argus_${string}`, MetricRow>;

export type MetricName = keyof typeof metricTable;

/** Names of the metrics of one kind. */
export type MetricOf<K extends MetricRow['kind']> = {
  [N in MetricName]: (typeof metricTable)[N]['kind'] extends K ? N : never;
}[MetricName];

export type LabelsOf<N extends MetricName> = keyof (typeof metricTable)[N]['labels'] & string;

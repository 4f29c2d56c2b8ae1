import type { PlannedFault } from './plan.ts';

/** A fault that Argus has to survive, and where it is injected. */
export interface CoveredFault {
  fault: string;
  /** `target: kind` of the plan, or a part of it. */
  plan?: readonly string[];
  /** What vehicles do to cause it in each run. */
  vehicles?: string;
  tests?: readonly string[];
}

/** Each fault that Argus promises to survive. */
export const coveredFaults: readonly CoveredFault[] = [
  {
    fault: 'a parse worker is killed',
    plan: ['worker-parse 1: kill -9'],
    tests: ['test/faults/worker-killed.test.ts'],
  },
  {
    fault: 'the API is killed during an upload',
    plan: ['api 1: kill -9'],
    tests: ['test/faults/prove-uploads.test.ts', 'test/servers/e2e/resumed-uploads.test.ts'],
  },
  {
    fault: 'the API dies between the commit and the start of the workflow',
    plan: ['api 2: kill -9'],
    tests: ['test/faults/row-and-workflow.test.ts'],
  },
  {
    fault: 'the database commits and the answer is lost',
    plan: ['postgres: cut network', 'postgres: kill -9'],
    tests: ['test/servers/api/uploads.test.ts', 'test/faults/postgres-killed.test.ts'],
  },
  {
    fault: 'Kafka is unavailable',
    plan: ['kafka: kill -9', 'kafka: cut network', 'kafka: pause (SIGSTOP)'],
    tests: ['test/faults/kafka-away.test.ts'],
  },
  {
    fault: 'Redis is flushed or killed in the middle of a scatter',
    plan: ['redis: flushed', 'redis: kill -9', 'redis: read-only', 'redis: out of memory'],
    tests: ['test/faults/worker-killed.test.ts', 'test/servers/api/reports.test.ts'],
  },
  {
    fault: 'PostgreSQL restarts under load, or fails over',
    plan: ['postgres: restart', 'postgres: sessions ended', 'postgres: sessions read-only'],
    tests: ['test/faults/postgres-killed.test.ts', 'test/servers/stores/postgres-sessions.test.ts'],
  },
  {
    fault: 'PostgreSQL is there and does not answer',
    plan: ['postgres: pause (SIGSTOP)'],
    tests: ['test/faults/postgres-hangs.test.ts'],
  },
  {
    fault: 'the object store is down, slow, or refuses',
    plan: [
      'minio: kill -9',
      'minio: slow network',
      'minio: answers 503 SlowDown',
      'minio: answers 403',
      'minio: does it, answers lost',
    ],
    tests: ['test/faults/worker-killed.test.ts', 'test/servers/stores/objects.test.ts'],
  },
  {
    fault: 'Temporal is down',
    plan: ['temporal: kill -9', 'temporal: cut network', 'temporal: pause (SIGSTOP)'],
    tests: ['test/faults/temporal-away.test.ts', 'test/faults/row-and-workflow.test.ts'],
  },
  {
    fault: 'a disk is full',
    plan: ['postgres: disk full'],
    tests: ['test/servers/stores/objects.test.ts'],
  },
  {
    fault: '`complete` comes many times at once, or any request twice',
    vehicles: 'one in five completes its batch five times at once; all repeat what was not answered',
    tests: ['test/servers/stores/postgres.test.ts'],
  },
  {
    fault: '`complete` races an upload',
    vehicles: 'one in seven sends its last file at that moment',
    tests: ['test/servers/stores/postgres.test.ts'],
  },
  {
    fault: 'a clock is off by an hour',
    plan: ['api 1: clock an hour slow', 'worker-parse 1: clock an hour slow'],
  },
  {
    fault: 'a client is slow, or disconnects',
    vehicles: 'one in five breaks off in the middle of a file',
    tests: [
      'test/servers/api/uploads.test.ts',
      'test/faults/slow-upload.test.ts',
      'test/faults/prove-uploads.test.ts',
    ],
  },
  {
    fault: 'a file that no parser can read, or that ends it',
    vehicles: 'one file in seven is noise',
    tests: ['test/proof/recordings/hostile.test.ts'],
  },
  { fault: 'a stream of events breaks', tests: ['test/servers/api/events.test.ts'] },
  {
    fault: 'a rolling deployment in mid-batch',
    plan: ['all roles: rolling restart', 'all roles: rolling restart with another parser version'],
    tests: ['test/replay/replay.test.ts', 'test/servers/e2e/update.test.ts'],
  },
];

export const planName = ({ fault: { what, target } }: Pick<PlannedFault, 'fault'>): string =>
  `${target}: ${what}`;

/** As `npm run chaos -- --map` prints it. */
export function coverageTable(): string {
  return coveredFaults
    .map(({ fault, plan = [], vehicles, tests = [] }) => {
      const lines = [...plan, ...(vehicles === undefined ? [] : [`vehicles: ${vehicles}`]), ...tests];
      return [fault, ...lines.map((line) => `    ${line}`)].join('\n');
    })
    .join('\n');
}

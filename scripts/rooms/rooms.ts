/**
 * The rooms of this repository and who may import whom: the one source of the import rules
 * (`.dependency-cruiser.cjs`) and of the table in docs/architecture.md (`npm run docs`).
 */
export interface Room {
  /** A folder with all inside it, a file, or (`/*.ts`) the files of a folder without its subfolders. */
  name: string;
  holds: string;
  /** Rooms it may import at run time, and so their types too. */
  imports: string[];
  /** Rooms of which it may know the types alone. */
  types?: string[];
  /** Why no more than that. */
  because: string;
}

const api = (
  subject: string,
  holds: string,
  { imports, types = [] }: Pick<Room, 'imports' | 'types'>,
): Room => ({
  name: `src/api/${subject}`,
  holds,
  imports: ['src/domain', 'src/api/http', ...imports],
  types: ['src/api/deps.ts', ...types],
  because: 'Subjects that need each other form no circle; stores are handed in.',
});

export const rooms: Room[] = [
  {
    name: 'src/domain',
    holds: 'the words of the problem, pure: states, events, verdicts, errors',
    imports: [],
    because: 'The words of the problem know nothing of the rest.',
  },
  {
    name: 'src/async',
    holds: 'small tools for concurrent work: time limits, locks, shared calls',
    imports: [],
    because: 'They serve any subject and know none.',
  },
  {
    name: 'src/recordings/bytes',
    holds: 'byte sources, readers, checksums, decompression',
    imports: ['src/domain'],
    because: 'Bytes have no meaning yet.',
  },
  {
    name: 'src/recordings/summary',
    holds: 'the bounded, mergeable summary of one file, and its damage',
    imports: ['src/domain', 'src/recordings/bytes'],
    because: 'A summary does not know what filled it.',
  },
  {
    name: 'src/recordings/meaning',
    holds: 'what messages and CAN frames say: decoders, interpreters, protocols, DBC',
    imports: ['src/domain', 'src/recordings/bytes', 'src/recordings/summary'],
    because: 'Several formats carry the same messages, so that meaning knows no format.',
  },
  {
    name: 'src/recordings/limits.ts',
    holds: 'bounds that every reader keeps to',
    imports: [],
    because: 'Readers take it, so that it takes none.',
  },
  {
    name: 'src/recordings/read-options.ts',
    holds: 'what a reader is given beside the bytes',
    imports: [],
    types: ['src/recordings/limits.ts', 'src/recordings/meaning'],
    because: 'Readers take it, so that it takes none.',
  },
  {
    name: 'src/recordings/formats',
    holds: 'one folder per format, and their detection',
    imports: ['src/domain', 'src/recordings/bytes', 'src/recordings/summary', 'src/recordings/meaning'],
    types: ['src/recordings/limits.ts', 'src/recordings/read-options.ts'],
    because: 'A format reads bytes; it knows no store and no batch.',
  },
  {
    name: 'src/recordings/*.ts',
    holds: 'from a source of bytes to the summary of a file',
    imports: [
      'src/domain',
      'src/recordings/bytes',
      'src/recordings/summary',
      'src/recordings/meaning',
      'src/recordings/formats',
      'src/recordings/limits.ts',
    ],
    types: ['src/recordings/read-options.ts'],
    because: 'A recording is `{size, stream}`; who stores it is not its business.',
  },
  {
    name: 'src/recordings/pool',
    holds: 'the threads in which files are parsed',
    imports: [
      'src/domain',
      'src/recordings/bytes',
      'src/recordings/summary',
      'src/recordings/meaning',
      'src/recordings/*.ts',
    ],
    because: 'Whoever parses in a thread sends bytes and gets a summary.',
  },
  {
    name: 'src/text',
    holds: 'wording for people: times, figures, titles, quoting, wrapping',
    imports: ['src/domain'],
    types: ['src/recordings/summary'],
    because: 'Everything that speaks to people uses it.',
  },
  {
    name: 'src/diagnosis',
    holds: 'summaries → aggregate → findings: rules, knowledge, narrative',
    imports: ['src/domain', 'src/recordings/summary', 'src/recordings/formats', 'src/text'],
    because: 'Pure: aggregates in, findings out.',
  },
  {
    name: 'src/report',
    holds:
      'report schema, charts, text; `document` lays a report out, `html` and `pdf` draw it ([why](decisions/012-reports-from-one-layout.md))',
    imports: ['src/domain', 'src/recordings/summary', 'src/text', 'src/diagnosis'],
    because: 'Pure: data in, documents out.',
  },
  {
    name: 'src/s3',
    holds: 'client and uploader of the object store',
    imports: [],
    because: 'It speaks S3, and knows no batch and no route.',
  },
  {
    name: 'src/address.ts',
    holds: 'host and port of a server as it is written in the settings',
    imports: [],
    because: 'Settings and stores read addresses alike.',
  },
  {
    name: 'src/config.ts',
    holds: 'the settings; alone reads the environment',
    imports: ['src/address.ts'],
    because: 'Settings come before everything else.',
  },
  {
    name: 'src/logger.ts',
    holds: 'the logger',
    imports: [],
    types: ['src/config.ts'],
    because: 'Everything may log.',
  },
  {
    name: 'src/metrics',
    holds: 'the one table of metrics, their registry, and the server that shows them',
    imports: [],
    because: 'Everything may count; a figure knows nothing of what it counts.',
  },
  {
    name: 'src/tracing',
    holds: 'traces of OpenTelemetry, loaded only where they are sent',
    imports: [],
    types: ['src/config.ts'],
    because: 'Whoever traces names spans; how they are made and sent is known here alone.',
  },
  {
    name: 'src/stores',
    holds: 'one file or folder per outside system',
    imports: ['src/domain', 'src/async', 'src/address.ts', 'src/s3', 'src/recordings/summary'],
    types: ['src/config.ts', 'src/diagnosis', 'src/report'],
    because: 'A store knows its server and the words of the problem.',
  },
  {
    name: 'src/activities',
    holds: 'one file per stage: `create…Activities(deps)`',
    imports: ['src/domain', 'src/async', 'src/recordings', 'src/text', 'src/diagnosis', 'src/report'],
    types: ['src/stores'],
    because: 'Stages know no HTTP; their stores are handed in.',
  },
  {
    name: 'src/workflows',
    holds: 'batch, reconcile and sweep workflow and their messages',
    imports: ['src/domain'],
    types: ['src/activities'],
    because: 'What it imports at run time ends up in the sandbox bundle.',
  },
  {
    name: 'src/orchestrator',
    holds:
      'the Temporal client and the reconciler: workflows of batches started, notified, cancelled, described, compared with their rows',
    imports: ['src/domain', 'src/async', 'src/workflows'],
    types: ['src/config.ts'],
    because: 'Alone beside the workers it knows the workflows.',
  },
  {
    name: 'src/relay',
    holds: 'events table → Kafka',
    imports: ['src/domain', 'src/stores'],
    because: 'The relay reads events and publishes them.',
  },
  {
    name: 'src/webhooks',
    holds: 'events to HTTP endpoints: signature, attempts, which addresses are allowed',
    imports: ['src/domain', 'src/stores', 'src/relay'],
    because: 'A webhook gets what Kafka gets.',
  },
  {
    name: 'src/role.ts',
    holds: 'the main of a process: settings, stores, signals, exit code',
    imports: [
      'src/domain',
      'src/config.ts',
      'src/logger.ts',
      'src/metrics',
      'src/tracing',
      'src/stores',
      'src/orchestrator',
    ],
    because: 'It builds what the roles are handed.',
  },
  {
    name: 'src/api/http',
    holds: 'what all routes share: errors, bodies, pages, metrics, common schemas',
    imports: ['src/domain', 'src/async', 'src/metrics'],
    types: ['src/tracing'],
    because: 'It knows no subject.',
  },
  {
    name: 'src/api/deps.ts',
    holds: 'what the routes are handed',
    imports: [],
    types: ['src/config.ts', 'src/stores', 'src/orchestrator', 'src/api/http'],
    because: 'All subjects take it.',
  },
  api('document', 'what `/openapi.json` says, made from the routes, and `/asyncapi.json`', {
    imports: ['src/api/stream'],
  }),
  api('batches', 'batches, their files, progress, and why one waits', {
    imports: [],
    types: ['src/orchestrator'],
  }),
  api('uploads', 'files that come in', {
    imports: ['src/async', 'src/recordings/bytes', 'src/recordings/formats', 'src/api/batches'],
    types: ['src/stores'],
  }),
  api('reports', 'reports in their forms, lists and comparisons', {
    imports: ['src/async', 'src/text', 'src/diagnosis', 'src/report', 'src/api/batches'],
    types: ['src/stores'],
  }),
  api('knowledge', 'the knowledge base, its feedback and transfer', { imports: [], types: ['src/stores'] }),
  api('rules', 'rules, thresholds and CAN databases of a platform', {
    imports: ['src/recordings', 'src/diagnosis'],
  }),
  api('fleet', 'vehicles and codes across batches', {
    imports: ['src/report', 'src/api/batches', 'src/api/reports'],
    types: ['src/stores'],
  }),
  api('stream', 'live events', { imports: ['src/api/batches'] }),
  api('webhooks', 'endpoints that get events, and what they did not take', {
    imports: ['src/webhooks'],
    types: ['src/stores'],
  }),
  api('operation', 'health and metrics', {
    imports: ['src/async'],
    types: ['src/metrics', 'src/stores', 'src/orchestrator'],
  }),
  {
    name: 'src/api/*.ts',
    holds: 'Fastify: `app.ts` builds, `routes.ts` lists, `server.ts` listens',
    imports: ['src/role.ts', 'src/metrics', 'src/tracing', 'src/report', 'src/api'],
    types: ['src/config.ts', 'src/stores', 'src/orchestrator'],
    because: 'The API and the stages do not know each other.',
  },
  {
    name: 'src/workers',
    holds: 'thin mains, one per role, and all in one',
    imports: [
      'src/domain',
      'src/config.ts',
      'src/logger.ts',
      'src/role.ts',
      'src/tracing',
      'src/stores',
      'src/orchestrator',
      'src/activities',
      'src/relay',
      'src/webhooks',
      'src/diagnosis',
      'src/recordings/pool',
      'src/api/*.ts',
    ],
    types: ['src/metrics', 'src/workflows'],
    because: 'They put the parts together. Workflows are bundled from their folder, never imported.',
  },
  {
    name: 'src/doctor',
    holds: 'what the operator asks of every server before and after something breaks',
    imports: [
      'src/async',
      'src/address.ts',
      'src/config.ts',
      'src/stores',
      'src/orchestrator',
      'src/workflows',
    ],
    because: 'It asks the servers themselves, since Argus may not run.',
  },
  {
    name: 'src/admin',
    holds: 'backup, restore and repair by hand, over the whole installation',
    imports: ['src/domain', 'src/config.ts', 'src/logger.ts', 'src/role.ts', 'src/relay'],
    types: ['src/stores', 'src/orchestrator'],
    because: 'It works on the servers themselves, whether Argus runs or not.',
  },
  {
    name: 'src/client/*.ts',
    holds:
      'the API as functions, for Node and browsers ([why](decisions/015-one-client-typed-by-the-schemas.md))',
    imports: ['src/domain'],
    types: ['src/api', 'src/report'],
    because: 'The console loads it: no Node, and of the API the shapes alone.',
  },
  {
    name: 'src/client/upload',
    holds: 'uploads from the disk, in Node',
    imports: ['src/domain', 'src/client/*.ts'],
    types: ['src/api'],
    because: 'Apart from the rest of the client, since a browser has neither disk nor sockets.',
  },
  {
    name: 'src/cli',
    holds: 'the `argus` command',
    imports: [
      'src/domain',
      'src/recordings',
      'src/text',
      'src/diagnosis',
      'src/report',
      'src/client',
      'src/config.ts',
      'src/logger.ts',
      'src/doctor',
      'src/admin',
    ],
    types: ['src/api'],
    because:
      'It asks the API through the client alone; `inspect` reads files itself, `doctor` and `admin` ask the servers.',
  },
  {
    name: 'console',
    holds: 'the browser front end',
    imports: ['src/domain', 'src/text', 'src/diagnosis', 'src/report', 'src/client/*.ts'],
    types: ['src/api'],
    because: 'What a browser loads needs no Node; shapes of the API come as types.',
  },
  {
    name: 'stack',
    holds: 'the local servers',
    imports: ['src/domain'],
    because: 'It serves Argus, tests and benchmarks alike.',
  },
  {
    name: 'samples',
    holds: 'synthetic drives in real formats',
    imports: ['src/domain', 'src/recordings', 'src/text', 'src/diagnosis', 'src/report'],
    because: 'Pure: a seed in, files out.',
  },
  {
    name: 'bench',
    holds: 'measurements, against the machine and against other readers',
    imports: [
      'src/domain',
      'src/recordings',
      'src/text',
      'src/diagnosis',
      'src/report',
      'src/workflows',
      'src/config.ts',
      'src/logger.ts',
      'src/role.ts',
      'src/workers',
      'src/client',
      'src/cli',
      'stack',
      'samples',
    ],
    types: ['src/api'],
    because: 'It runs Argus from outside.',
  },
  {
    name: 'chaos',
    holds: 'faults on purpose: roles as processes, vehicles, plans by seed, and what must hold afterwards',
    imports: ['src/domain', 'stack', 'samples'],
    because: 'It breaks Argus from outside, and asks the servers themselves what became of it.',
  },
  {
    name: 'examples',
    holds: 'programs that use Argus as a library',
    imports: ['src/recordings'],
    because: 'They import `argus/recordings` as anybody would.',
  },
  {
    name: 'scripts',
    holds: 'what `npm run` starts',
    imports: [
      'src/domain',
      'src/recordings',
      'src/text',
      'src/diagnosis',
      'src/report',
      'src/config.ts',
      'src/logger.ts',
      'src/role.ts',
      'src/metrics',
      'src/api/*.ts',
      'src/api/document',
      'src/workers',
      'src/client',
      'src/cli',
      'stack',
      'samples',
    ],
    because: 'Nothing but tests imports it.',
  },
  {
    name: 'test',
    holds: 'the tests',
    imports: ['src', 'console', 'stack', 'samples', 'bench', 'chaos', 'examples', 'scripts'],
    because: 'Nothing imports a test.',
  },
];

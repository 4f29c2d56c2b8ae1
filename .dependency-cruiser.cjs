/** Who may import whom; the reasons are in docs/architecture.md. */
const inside = (folder) => `^src/${folder}/`;

/** `folder` may import itself, what is listed, and npm packages (or only the listed ones). */
function only(folder, { folders = [], files = [], reason }) {
  return {
    name: `${folder.replaceAll('/', '-')}-imports`,
    comment: reason,
    severity: 'error',
    from: { path: inside(folder) },
    to: {
      path: '^(src|stack|samples|console|bench|scripts|test)/',
      pathNot: [inside(folder), ...folders.map(inside), ...files.map((file) => `^src/${file}$`)],
    },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one subject, or one file is two.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('domain', { reason: 'The words of the problem know nothing of the rest.' }),
    only('recordings', {
      folders: ['domain'],
      reason: 'Formats read bytes; they know no store and no batch.',
    }),
    only('diagnosis', {
      folders: ['domain', 'recordings', 'report'],
      reason: 'Pure: aggregates in, findings out.',
    }),
    only('report', {
      folders: ['domain', 'recordings', 'diagnosis'],
      reason: 'Pure: data in, documents out.',
    }),
    only('stores', {
      folders: ['domain', 'recordings', 'report', 'workflows'],
      files: ['config\\.ts'],
      reason: 'A store knows its server and the words of the problem.',
    }),
    only('workflows', {
      folders: ['domain', 'activities'],
      reason: 'The sandbox loads the domain and itself.',
    }),
    {
      name: 'workflows-take-activities-as-types',
      comment: 'What a workflow imports at run time ends up in the sandbox bundle.',
      severity: 'error',
      from: { path: inside('workflows') },
      to: { path: inside('activities'), dependencyTypesNot: ['type-only'] },
    },
    only('activities', {
      folders: ['domain', 'recordings', 'diagnosis', 'report', 'stores'],
      reason: 'Stages know no HTTP; their stores are handed in.',
    }),
    {
      name: 'stores-are-handed-in',
      comment: 'Mains build the stores; activities, relay and routes take them as arguments.',
      severity: 'error',
      from: { path: '^src/(activities|api/routes|api/plugins|diagnosis|report)/' },
      to: { path: inside('stores'), dependencyTypesNot: ['type-only'] },
    },
    only('relay', { folders: ['domain', 'stores'], reason: 'The relay reads events and publishes them.' }),
    only('api', {
      folders: ['domain', 'recordings', 'report', 'diagnosis', 'stores'],
      files: ['config\\.ts', 'role\\.ts', 'logger\\.ts'],
      reason: 'The API and the stages do not know each other.',
    }),
    only('cli', {
      folders: ['report', 'domain', 'recordings', 'diagnosis', 'api/schemas'],
      reason: 'The command line speaks HTTP like any client; `inspect` reads files itself.',
    }),
    {
      name: 'cli-takes-schemas-as-types',
      comment: 'A client knows the shapes of the API, not its code.',
      severity: 'error',
      from: { path: inside('cli') },
      to: { path: inside('api'), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'config-alone-reads-the-environment',
      comment: 'Nothing under src imports the local stack, the samples or the tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(stack|samples|bench|scripts|test)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist)/' },
    tsPreCompilationDeps: 'specify',
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};

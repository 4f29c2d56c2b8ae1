/** Who may import whom: scripts/rooms/rooms.ts, and as a table in docs/architecture.md. */
const { importRules } = require('./scripts/rooms/import-rules.ts');

module.exports = {
  forbidden: importRules,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist)/' },
    // Imports of types count; swc, unlike dependency-cruiser's own use of TypeScript, reads what TypeScript 7 takes.
    tsPreCompilationDeps: 'specify',
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};

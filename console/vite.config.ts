import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The Argus that answers while Vite serves the console: `npm run dev` names its own. */
const api = process.env.ARGUS_URL ?? 'http://127.0.0.1:8080';
const served = ['/api', '/docs', '/openapi.json', '/metrics', '/readyz'];

const shared = /\/console\/src\/(?:api|components|lib)\/|\/src\/(?:client|domain|language|text)\//;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // By it the API names the scripts of a page before the browser asks for them.
    manifest: true,
    target: 'es2022',
    // Pictures stay files: the fewer `data:` addresses, the less the content policy has to allow.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What three pages share is small, as is the little that two share: two files, instead of twenty in the first load of a page.
          groups: [
            { name: 'shared', minShareCount: 3, maxModuleSize: 8_000, test: shared },
            { name: 'little', minShareCount: 2, maxModuleSize: 1_500, test: shared },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy: Object.fromEntries(served.map((path) => [path, api])) },
});

import { defineConfig } from 'vitest/config';
import { testMs } from './test/support/patience.ts';

/** The kinds of tests, by folder: what lies in none of these starts the servers. */
const withoutServers = { unit: 'test/unit/**/*.test.ts', proof: 'test/{proof,replay}/**/*.test.ts' };

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // Test files share two cores and one stack of servers; each has its own database, bucket, topic and task queue.
    maxWorkers: 2,
    coverage: { include: ['{src,stack,console/src}/**/*.{ts,tsx}'], reporter: ['text-summary', 'html'] },
    projects: [
      {
        test: {
          name: 'unit',
          include: [withoutServers.unit],
          testTimeout: testMs,
          hookTimeout: testMs,
          // Files share threads and imports (28 s of CPU; 55 s each on its own): a test that mocks a module is a proof.
          pool: 'threads',
          isolate: false,
        },
      },
      { test: { name: 'proof', include: [withoutServers.proof], testTimeout: testMs, hookTimeout: testMs } },
      {
        test: {
          name: 'servers',
          include: ['test/**/*.test.ts'],
          exclude: Object.values(withoutServers),
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: testMs,
          hookTimeout: testMs,
        },
      },
    ],
  },
});

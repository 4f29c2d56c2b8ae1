import { defineConfig } from 'vitest/config';

/** What is pure needs no servers: `npm test -- --project pure` answers in seconds. */
const pure = ['domain', 'cli', 'recordings', 'diagnosis', 'report', 'samples', 'replay'];
const pureTests = pure.map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // Test files share two cores and one stack of servers; each has its own database, bucket, topic and task queue.
    maxWorkers: 2,
    projects: [
      { test: { name: 'pure', include: pureTests, testTimeout: 60_000 } },
      {
        test: {
          name: 'servers',
          include: ['test/**/*.test.ts'],
          exclude: pureTests,
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // See scripts/bootstrap.mjs.
          execArgv: ['--disable-warning=TimeoutNegativeWarning'],
        },
      },
    ],
  },
});

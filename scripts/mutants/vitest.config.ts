import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** A mutant ends at the first test that fails, so that slow files, which Vitest runs first, come last here. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

/** The unit tests of the rooms that are mutated: Stryker's runner takes no projects. */
export default defineConfig({
  test: {
    include: ['test/unit/{domain,diagnosis,report,text}/**/*.test.ts'],
    testTimeout: 60_000,
    // Each mutant has a thread of its own; that files share it makes 47 mutants 2.6 times as fast, and kills the same.
    isolate: false,
    sequence: { sequencer: QuickFirst },
  },
});

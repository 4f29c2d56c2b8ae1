import {
  commonTokens,
  declareFactoryPlugin,
  type Injector,
  type PluginContext,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import { MutantRunStatus, type TestRunner } from '@stryker-mutator/api/test-runner';
import { strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { nameOf } from './sample.ts';

/** Names of the sampled mutants, as JSON: the runner is a process of Stryker's, which hands on the environment alone. */
const variable = 'SAMPLED_MUTANTS';

export function runOnly(names: readonly string[]): void {
  process.env[variable] = JSON.stringify(names);
}

/** Several mutants stand at one place; those that are not in the sample survive unseen, which halves the time. */
function createSampleRunner(injector: Injector<PluginContext>): TestRunner {
  const [vitest] = vitestPlugins;
  if (!vitest) throw new Error('the Vitest runner of Stryker has no plugin');
  const runner = injector.injectFunction(vitest.factory) as TestRunner;
  const sampled = new Set<string>(JSON.parse(process.env[variable] ?? '[]'));
  const runMutant = runner.mutantRun.bind(runner);
  runner.mutantRun = async (options) =>
    sampled.has(nameOf(options.activeMutant))
      ? runMutant(options)
      : { status: MutantRunStatus.Survived, nrOfTests: 0 };
  return runner;
}
createSampleRunner.inject = tokens(commonTokens.injector);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'sample', createSampleRunner)];

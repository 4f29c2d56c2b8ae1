/** `npm run mutants -- [--seed N] [--count N] [FILE…]`: do the unit tests, or the compiler, notice when the code is changed? */
import { globSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Mutant, MutantResult, PartialStrykerOptions } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { sampleOnly } from './only-sampled.ts';
import { nameOf, type Place, sampleBySeed } from './sample.ts';
import { runOnly } from './sample-runner.ts';
import { refusedByCompiler } from './type-check.ts';

const rooms = ['src/domain/**/*.ts', 'src/diagnosis/**/*.ts', 'src/report/**/*.ts'];
/**
 * Excluded: rows of knowledge, and drawing code, which is reviewed by eye; PDFs are covered by proof tests, not by
 * unit tests.
 */
const notMutated = ['src/diagnosis/knowledge/shipped/', 'src/report/pdf/', 'src/report/render'];
/** Wording and patterns have tests of their own where they matter; their mutants mostly change words. */
const excludedMutations = ['StringLiteral', 'Regex'];
const noticed = new Set<string>(['Killed', 'Timeout', 'RuntimeError', 'CompileError']);
/** Share of the mutants that the tests have to detect. */
const wanted = 0.95;

const silent = () => {};
const logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent };

async function listMutants(files: string[]): Promise<readonly Mutant[]> {
  const instrumenter = new Instrumenter({
    ...logger,
    isTraceEnabled: () => false,
    isDebugEnabled: () => false,
    isInfoEnabled: () => false,
    isWarnEnabled: () => false,
    isErrorEnabled: () => false,
    isFatalEnabled: () => false,
  });
  const contents = files.map((name) => ({ name, mutate: true, content: readFileSync(name, 'utf8') }));
  const { mutants } = await instrumenter.instrument(contents, {
    plugins: null,
    excludedMutations,
    ignorers: [],
  });
  return mutants.filter(({ status }) => status !== 'Ignored');
}

function strykerOptions(sample: readonly Mutant[]): PartialStrykerOptions {
  return {
    mutate: [...new Set(sample.map(rangeOf))],
    mutator: { plugins: null, excludedMutations },
    plugins: [
      new URL('only-sampled.ts', import.meta.url).href,
      new URL('sample-runner.ts', import.meta.url).href,
    ],
    ignorers: ['only-sampled'],
    testRunner: 'sample',
    // All tests that reach the mutant: `related` would make Vite determine the same again.
    vitest: { configFile: 'scripts/mutants/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // A busy machine is no endless loop: with the 5 s of the default, some mutants would count as noticed because of it.
    timeoutMS: 60_000,
    reporters: ['progress-append-only'],
    logLevel: 'warn' as NonNullable<PartialStrykerOptions['logLevel']>,
    // Vitest checks no types: Stryker need not parse every file to switch the check off.
    disableTypeChecks: false,
    // Stryker rewrites it with the compiler's JavaScript API, which TypeScript 7 does not have.
    tsconfigFile: 'none.json',
    tempDirName: '.stryker-tmp',
    ignorePatterns: ['.stack', 'bench', 'console/dist', 'coverage', 'dist', 'docs/images'],
    allowConsoleColors: false,
  };
}

function rangeOf({ fileName, location: { start, end } }: Mutant): string {
  return `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

function placesOf(sample: readonly Mutant[]): Record<string, Place[]> {
  const byFile = Map.groupBy(sample, ({ fileName }) => fileName);
  return Object.fromEntries(
    [...byFile].map(([file, found]) => [file, found.map(({ location }) => location)]),
  );
}

/** Results count lines and columns from 1. */
function zeroBased({ fileName, location: { start, end }, ...rest }: MutantResult): MutantResult {
  const back = ({ line, column }: Place['start']) => ({ line: line - 1, column: column - 1 });
  return { ...rest, fileName: relative('', fileName), location: { start: back(start), end: back(end) } };
}

function describeSurvivor({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const { start } = location;
  return [
    `${status} ${fileName}:${start.line}:${start.column} ${mutatorName}`,
    `  - ${lines[start.line - 1]?.trim()}`,
    `  + ${(replacement ?? '').replaceAll(/\s+/g, ' ')}`,
  ].join('\n');
}

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '100' } },
  allowPositionals: true,
});
const files = (positionals.length > 0 ? positionals : globSync(rooms)).filter(
  (file) => !notMutated.some((place) => file.startsWith(place)),
);
const mutants = await listMutants(files.sort());
const sample = sampleBySeed(mutants, Number(values.count), Number(values.seed));
console.log(`${sample.length} of ${mutants.length} mutants, seed ${values.seed}`);
sampleOnly(placesOf(sample));
runOnly(sample.map((mutant) => nameOf({ ...mutant, fileName: resolve(mutant.fileName) })));
const results = await new Stryker(strykerOptions(sample)).runMutationTest();

const byName = new Map(results.map((result) => [nameOf(zeroBased(result)), result]));
const sampled = sample.map((mutant) => byName.get(nameOf(mutant)));
const missing = sample.filter((_, index) => !sampled[index]);
if (missing.length > 0) throw new Error(`Stryker did not run ${missing.map(nameOf).join(', ')}`);
const unseen = sampled.filter((result) => result && !noticed.has(result.status)) as MutantResult[];
const refused = new Set(refusedByCompiler(unseen.map(zeroBased)).map(nameOf));
const survivors = unseen.filter((result) => !refused.has(nameOf(zeroBased(result))));
for (const survivor of survivors) console.log(describeSurvivor(survivor));
const killed = sample.length - survivors.length;
const timedOut = sampled.filter((result) => result?.status === 'Timeout').length;
console.log(
  `${killed} of ${sample.length} mutants noticed (seed ${values.seed}): ${sample.length - unseen.length} by the tests (${timedOut} by their time), ${refused.size} by the compiler alone`,
);
if (killed < wanted * sample.length) process.exitCode = 1;

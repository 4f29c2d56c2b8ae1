/** Number of runs of a test with random input: `RANDOM_RUNS=20000` for a thorough run by hand. */
export function randomRuns(usual: number): number {
  return Number(process.env.RANDOM_RUNS ?? usual);
}

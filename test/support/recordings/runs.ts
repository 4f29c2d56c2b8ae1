/** How often a test with random input tries: `RANDOM_RUNS=20000` for a thorough run by hand. */
export function randomRuns(usual: number): number {
  return Number(process.env.RANDOM_RUNS ?? usual);
}

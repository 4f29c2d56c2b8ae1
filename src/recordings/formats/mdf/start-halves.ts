/** Years of a recorder's clock that can be right; before, it counts from where it was reset to. */
const believable = { from: BigInt(Date.UTC(2000, 0, 1)), to: BigInt(Date.UTC(2100, 0, 1)) };

const nsPerMs = 1_000_000n;
const two32 = 2n ** 32n;

/**
 * The start of a recording as halves, in nanoseconds since 1970; 0 if its clock cannot have been set, so that its
 * times count from its beginning.
 */
export function startHalves(startNs: bigint): { startHigh: number; startLow: number } {
  const isSet = startNs >= believable.from * nsPerMs && startNs < believable.to * nsPerMs;
  const start = isSet ? startNs : 0n;
  return { startHigh: Number(start / two32), startLow: Number(start % two32) };
}

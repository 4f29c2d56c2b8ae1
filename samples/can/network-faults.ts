import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import type { SampleNetworkError } from './can-event.ts';

/**
 * What can be wrong on the networks beside CAN that a Vector logger records: `burst` frames with errors within a second, from
 * the middle of the recording on.
 */
export const networkFaults = ['ethernet-errors', 'flexray-errors'] as const;
export type NetworkFault = (typeof networkFaults)[number];

export function isNetworkFault(name: string): name is NetworkFault {
  return (networkFaults as readonly string[]).includes(name);
}

const burst = 30;
const starts = 0.5;

export function networkErrors(
  faults: readonly NetworkFault[],
  options: Pick<SampleOptions, 'startTime' | 'seconds'>,
): SampleNetworkError[] {
  const { startNs, seconds } = resolveOptions({ ...options, faults: [] });
  return faults.flatMap((fault) =>
    Array.from({ length: burst }, (_, index) => ({
      timeNs: startNs + BigInt(Math.round((seconds * starts + index / burst) * 1e6)) * 1000n,
      network: fault === 'ethernet-errors' ? 'Ethernet' : 'FlexRay',
    })),
  );
}

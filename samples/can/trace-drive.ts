import { type CanDriveOptions, canDrive } from './can-drive.ts';
import type { TraceEvent } from './can-event.ts';
import { isNetworkFault, type NetworkFault, networkErrors } from './network-faults.ts';

export interface TraceOptions extends Omit<CanDriveOptions, 'faults'> {
  faults?: readonly (NonNullable<CanDriveOptions['faults']>[number] | NetworkFault)[];
}

/** A drive recorded by loggers that cover other networks besides CAN, in order of time. */
export function traceDrive({ faults = [], ...options }: TraceOptions): TraceEvent[] {
  const onCan = canDrive({ ...options, faults: faults.filter((fault) => !isNetworkFault(fault)) });
  const others = networkErrors(faults.filter(isNetworkFault), options);
  if (others.length === 0) return onCan;
  return [...onCan, ...others].sort((a, b) => (a.timeNs < b.timeNs ? -1 : Number(a.timeNs > b.timeNs)));
}

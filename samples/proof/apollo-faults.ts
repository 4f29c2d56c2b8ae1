import { type ApolloFault, sampleCyber } from '../cyber/sample-cyber.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** A minute of a record, with a fault from second 24 on. */
function inRecord(fault: ApolloFault, place: Partial<Place>): KnownFault {
  const files = [{ name: 'drive.record', make: () => sampleCyber({ faults: [fault] }) }];
  return {
    fault: `${fault} (Apollo)`,
    files,
    rule: 'error-diagnostics',
    severity: 'error',
    file: 'drive.record',
    during: [24, 24],
    ...place,
  };
}

/** Faults that the modules of Apollo report. */
export const apolloFaults: KnownFault[] = [
  inRecord('chassis-error', { topic: '/apollo/canbus/chassis' }),
  inRecord('planning-error', { topic: '/apollo/planning' }),
  inRecord('component-error', { topic: '/apollo/monitor/system_status' }),
];

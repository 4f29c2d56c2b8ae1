import { apolloFaults } from './apollo-faults.ts';
import { ardupilotFaults } from './ardupilot-faults.ts';
import { busFaults } from './bus-faults.ts';
import { carFaults } from './car-faults.ts';
import { flightFaults } from './flight-faults.ts';
import type { KnownFault } from './known-fault.ts';
import { openpilotFaults } from './openpilot-faults.ts';
import { recordingFaults } from './recording-faults.ts';
import { tableFaults } from './table-faults.ts';

export const knownFaults: readonly KnownFault[] = [
  ...carFaults,
  ...recordingFaults,
  ...flightFaults,
  ...ardupilotFaults,
  ...openpilotFaults,
  ...apolloFaults,
  ...busFaults,
  ...tableFaults,
];

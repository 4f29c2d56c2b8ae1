import type { Cause } from './cause.ts';

const faultConfinement = 'ISO 11898-1, fault confinement: a node in bus off takes no part in the traffic';
const lostCommunication =
  'SAE J2012, group U: no communication with, or invalid data from, another control unit';

/** Networks, and what falls silent on them. */
export const networkCauses: readonly Cause[] = [
  {
    causes: ['bus-errors'],
    effect: 'error-passive',
    how: 'errors raise the error counters of a node',
    source: faultConfinement,
    within_s: 60,
    shares: 'bus',
  },
  {
    causes: ['bus-errors', 'error-passive'],
    effect: 'bus-off',
    how: 'errors raise the error counters of a node',
    source: faultConfinement,
    within_s: 60,
    shares: 'bus',
  },
  {
    causes: ['bus-errors', 'error-passive', 'bus-off'],
    effect: 'silence',
    how: 'a node that left the bus sends nothing',
    source: faultConfinement,
    within_s: 15,
    shares: 'bus',
  },
  {
    causes: ['bus-errors', 'error-passive', 'bus-off'],
    effect: 'late-messages',
    how: 'frames are repeated after errors',
    source: faultConfinement,
    within_s: 15,
    shares: 'bus',
  },
  {
    causes: ['bus-errors', 'error-passive', 'bus-off'],
    effect: 'no-answer-report',
    how: 'a node that left the bus does not answer',
    source: faultConfinement,
    within_s: 30,
    shares: 'bus if named',
  },
  {
    causes: ['bus-errors', 'error-passive', 'bus-off'],
    effect: 'missing-partner-code',
    how: 'control units do not hear each other',
    source: lostCommunication,
    within_s: 30,
    shares: 'bus if named',
  },
  {
    causes: ['silence'],
    effect: 'missing-partner-code',
    how: 'what fell silent is missed by the others',
    source: lostCommunication,
    within_s: 30,
    shares: 'bus if named',
  },
  {
    causes: ['silence'],
    effect: 'no-answer-report',
    how: 'what fell silent is missed by its listeners',
    source: 'ROS 2 design, “QoS deadline, liveliness and lifespan”',
    within_s: 15,
    shares: 'vehicle',
  },
];

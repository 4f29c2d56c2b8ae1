import type { Cause } from './cause.ts';

const supplyRange =
  'ISO 16750-2, functional status: below its supply range a device may stop and has to restart by itself';
const lostCommunication =
  'SAE J2012, group U: no communication with, or invalid data from, another control unit';
const failsafes = 'PX4 User Guide, “Safety Configuration (Failsafes)”';

/** The supply of the vehicle, and devices that restart. */
export const supplyCauses: readonly Cause[] = [
  {
    causes: ['low-supply'],
    effect: 'low-supply-report',
    how: 'devices report the same low supply',
    source: supplyRange,
    within_s: 30,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply', 'low-supply-report'],
    effect: 'restart',
    how: 'devices restart when their supply falls below their range',
    source: supplyRange,
    within_s: 15,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply', 'low-supply-report'],
    effect: 'silence',
    how: 'devices without supply send nothing',
    source: supplyRange,
    within_s: 15,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply'],
    effect: 'bus-errors',
    how: 'transceivers below their supply range disturb the bus',
    source: 'ISO 11898-2, transceivers in under-voltage',
    within_s: 15,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply'],
    effect: 'bus-off',
    how: 'transceivers below their supply range disturb the bus',
    source: 'ISO 11898-2, transceivers in under-voltage',
    within_s: 15,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply', 'low-supply-report'],
    effect: 'no-answer-report',
    how: 'devices without supply do not answer',
    source: supplyRange,
    within_s: 30,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply'],
    effect: 'missing-partner-code',
    how: 'control units without supply are missed by the others',
    source: lostCommunication,
    within_s: 30,
    shares: 'vehicle',
  },
  {
    causes: ['low-supply'],
    effect: 'late-messages',
    how: 'devices that restart leave gaps',
    source: supplyRange,
    within_s: 15,
    shares: 'vehicle',
  },
  {
    causes: ['restart'],
    effect: 'silence',
    how: 'a device that restarts sends nothing meanwhile',
    source: supplyRange,
    within_s: 15,
    shares: 'vehicle',
  },
  {
    causes: ['restart'],
    effect: 'no-answer-report',
    how: 'a device that restarts does not answer',
    source: supplyRange,
    within_s: 30,
    shares: 'vehicle',
  },
  {
    causes: ['restart'],
    effect: 'missing-partner-code',
    how: 'a control unit that restarts is missed by the others',
    source: lostCommunication,
    within_s: 30,
    shares: 'vehicle',
  },
  {
    causes: ['weak-charging'],
    effect: 'low-supply',
    how: 'the battery empties if the generator does not charge it',
    source: 'EN 50342-1: a battery that nothing flows into supplies the net alone',
    within_s: 3600,
    shares: 'vehicle',
  },
  {
    causes: ['weak-charging'],
    effect: 'low-supply-report',
    how: 'a net that is not charged is reported as low',
    source: 'SAE J2012 P0562',
    within_s: 3600,
    shares: 'vehicle',
  },
  {
    causes: ['high-supply'],
    effect: 'high-supply-report',
    how: 'control units report the same high supply',
    source: 'SAE J2012 P0563',
    within_s: 300,
    shares: 'vehicle',
  },
  {
    causes: ['flat-battery'],
    effect: 'low-supply-report',
    how: 'the controller reports the same battery',
    source: failsafes,
    within_s: 300,
    shares: 'recorder',
  },
  {
    causes: ['flat-battery'],
    effect: 'failsafe',
    how: 'the controller returns or lands with a low battery',
    source: failsafes,
    within_s: 300,
    shares: 'recorder',
  },
];

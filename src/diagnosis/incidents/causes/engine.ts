import type { Cause } from './cause.ts';

/** The engine and what it reports. */
export const engineCauses: readonly Cause[] = [
  {
    causes: ['hot-coolant'],
    effect: 'heat-code',
    how: 'the engine control unit stores a code for it',
    source: 'SAE J2012 P0217; SAE J1939-71 SPN 110',
    within_s: 300,
    shares: 'vehicle',
  },
  {
    causes: ['hot-coolant'],
    effect: 'warning-lamp',
    how: 'the lamp warns of it',
    source: 'SAE J1939-73 DM1, lamp status',
    within_s: 300,
    shares: 'vehicle',
  },
  {
    causes: ['coolant-sensor'],
    effect: 'coolant-sensor-code',
    how: 'the engine control unit stores a code for the sensor or the thermostat',
    source: 'SAE J2012 P0115 to P0119, P0128',
    within_s: 1800,
    shares: 'vehicle',
  },
  {
    causes: ['misfire-code'],
    effect: 'catalyst-code',
    how: 'unburnt fuel damages the catalyst',
    source: '40 CFR 86.1806, misfire that damages the catalyst',
    within_s: 3600,
    shares: 'vehicle',
  },
  {
    causes: ['trouble-code'],
    effect: 'warning-lamp',
    how: 'the lamp is lit by the code',
    source: 'SAE J1979 service 01 PID 01; SAE J1939-73 DM1',
    within_s: 60,
    shares: 'bus if named',
  },
];

/** Faults of the motion controller; each lasts from two fifths of the log to its end. */
export const flightFaults = [
  'accelerometer-clipping',
  'attitude-lost',
  'battery-disconnected',
  'battery-critical',
  'cell-imbalance',
  'compass-disturbed',
  'event-errors',
  'failsafe',
  'filter-fault',
  'gps-inexact',
  'gps-jammed',
  'gps-lost',
  'gps-spoofed',
  'gps-vague',
  'hard-fault',
  'log-warnings',
  'magnet-disturbed',
  'motor-at-limit',
  'rail-sags',
  'cells-drained',
  'radio-lost',
  'slow-card',
  'vibration',
] as const;
export type FlightFault = (typeof flightFaults)[number];

export function isFlightFault(name: string): name is FlightFault {
  return (flightFaults as readonly string[]).includes(name);
}

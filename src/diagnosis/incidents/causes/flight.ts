import type { Cause } from './cause.ts';

const gpsNoise = 'PX4 User Guide, log analysis, GPS noise and jamming';
const estimator = 'PX4 User Guide, “Using the ECL EKF”';
const failsafes = 'PX4 User Guide, “Safety Configuration (Failsafes)”';

const thrustLoss = 'ArduPilot Copter, “Thrust Loss and Yaw Imbalance Warnings” and “Crash Check”';

/** Position, estimator and flight controller. */
export const flightCauses: readonly Cause[] = [
  {
    causes: ['disturbed-gps'],
    effect: 'disturbed-gps-report',
    how: 'the receiver reports the same',
    source: gpsNoise,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['disturbed-gps-report', 'disturbed-gps'],
    effect: 'poor-gps',
    how: 'satellites are not received under disturbance',
    source: gpsNoise,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['disturbed-gps-report', 'disturbed-gps'],
    effect: 'estimator',
    how: 'the estimator rejects false positions',
    source: estimator,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['disturbed-gps'],
    effect: 'gps-report',
    how: 'the receiver’s users report it',
    source: estimator,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['poor-gps'],
    effect: 'gps-report',
    how: 'its users report it',
    source: estimator,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['poor-gps'],
    effect: 'estimator',
    how: 'the estimator rejects inexact positions',
    source: estimator,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['poor-gps'],
    effect: 'failsafe',
    how: 'without a position the controller takes over',
    source: failsafes,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['vibration'],
    effect: 'estimator',
    how: 'vibration falsifies what the estimator integrates',
    source: 'PX4 User Guide, “Vibration Isolation”',
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['motor-at-limit'],
    effect: 'lost-control',
    how: 'a motor at its limit cannot hold the attitude',
    source: thrustLoss,
    within_s: 15,
    shares: 'recorder',
  },
  {
    causes: ['lost-control', 'motor-at-limit'],
    effect: 'crash-report',
    how: 'the controller reports the loss of thrust or the crash',
    source: thrustLoss,
    within_s: 60,
    shares: 'recorder',
  },
  {
    causes: ['estimator'],
    effect: 'failsafe',
    how: 'without an estimate the controller takes over',
    source: failsafes,
    within_s: 60,
    shares: 'recorder',
  },
];

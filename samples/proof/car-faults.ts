import type { Severity } from '../../src/domain/severity.ts';
import type { Fault } from '../faults.ts';
import { sampleMcap } from '../mcap/sample-mcap.ts';
import { carDrive, lastFile } from './drives.ts';
import type { KnownFault, Place } from './known-fault.ts';

/** A fault of one file is in `drive_01`, from second 60 to 120 of the drive. */
function inDrive(
  fault: Fault,
  rule: string,
  severity: Severity,
  place: Partial<Place>,
  follows: Record<string, string> = {},
): KnownFault {
  return { fault, files: carDrive([fault]), rule, severity, file: 'drive_01.mcap', ...place, follows };
}

const ends = { file: `${lastFile}.mcap`, during: [300, 360] } as const;

/** Faults of the vehicle, its computers and its network. */
export const carFaults: KnownFault[] = [
  inDrive(
    'cpu-saturation',
    'cpu-saturation',
    'error',
    { topic: '/diagnostics', during: [66, 120] },
    { 'warning-diagnostics': 'the monitor of the computer warns of the same' },
  ),
  inDrive(
    'ram-leak',
    'memory-leak',
    'error',
    { topic: '/diagnostics', ...ends },
    {
      'memory-pressure': 'memory is nearly used up in the end',
    },
  ),
  inDrive('memory-pressure', 'memory-pressure', 'error', { topic: '/diagnostics', during: [90, 120] }),
  inDrive('disk-full', 'disk-nearly-full', 'error', { topic: '/diagnostics', during: [60, 120] }),
  inDrive('disk-filling', 'disk-filling', 'error', { topic: '/diagnostics', ...ends }),
  inDrive(
    'low-battery',
    'low-battery',
    'critical',
    { topic: '/battery_state', during: [110, 120] },
    { 'warning-diagnostics': 'the monitor of the battery warns of the same' },
  ),
  inDrive('under-voltage', 'under-voltage', 'error', { topic: '/battery_state', during: [90, 120] }),
  inDrive('voltage-sag', 'voltage-sag', 'warning', { topic: '/battery_state', ...ends }),
  inDrive(
    'over-temperature',
    'over-temperature',
    'error',
    { topic: '/compute/temperature', during: [110, 120] },
    { 'error-diagnostics': 'the monitor of the computer reports the same' },
  ),
  inDrive('temperature-rising', 'temperature-rising', 'warning', {
    topic: '/compute/temperature',
    ...ends,
  }),
  inDrive('error-diagnostics', 'error-diagnostics', 'error', { topic: '/diagnostics', during: [90, 91] }),
  inDrive('stale-diagnostics', 'stale-diagnostics', 'error', { topic: '/diagnostics', during: [90, 91] }),
  inDrive('log-errors', 'repeated-log-errors', 'warning', { topic: '/rosout', during: [72, 73] }),
  inDrive('fatal-log', 'repeated-log-errors', 'critical', { topic: '/rosout', during: [96, 97] }),
  inDrive('few-log-errors', 'occasional-log-errors', 'info', { topic: '/rosout', during: [96, 97] }),
  inDrive('not-finite', 'not-finite', 'error', { topic: '/imu/data', during: [90, 96] }),
  inDrive('silent-topic', 'silent-topic', 'warning', { topic: '/lidar/scan', during: [84, 84] }),
  inDrive('sensor-pauses', 'sensor-pauses', 'warning', { topic: '/lidar/scan', during: [70, 108] }),
  inDrive('sensor-ends', 'silent-topic', 'error', { topic: '/lidar/scan', during: [63, 63] }),
  inDrive('delayed-messages', 'delayed-messages', 'warning', { topic: '/lidar/scan', during: [60, 60] }),
  inDrive('stuck-imu', 'stuck-sensor', 'warning', { topic: '/imu/data', during: [90, 90] }),
  inDrive('pose-jumps', 'pose-jumps', 'warning', { topic: '/odom', during: [90, 96] }),
  inDrive('stamps-ahead', 'header-stamps', 'warning', { topic: '/gps/fix', during: [90, 90] }),
  inDrive('stamps-drift', 'header-stamps', 'warning', { topic: '/gps/fix', during: [60, 60] }),
  inDrive('stamps-apart', 'header-stamps', 'warning', { topic: '/gps/fix', during: [60, 61] }),
  inDrive('falling-rate', 'falling-rate', 'warning', {
    topic: '/lidar/scan',
    during: [180, 360],
    file: 'drive_03.mcap',
  }),
  inDrive('topic-gaps', 'topic-gaps', 'warning', { topic: '/imu/data', during: [60, 60] }),
  inDrive('topic-jitter', 'topic-jitter', 'warning', { topic: '/imu/data', during: [60, 60] }),
  inDrive('late-messages', 'out-of-order', 'warning', { topic: '/imu/data', during: [90, 90] }),
  inDrive('undecodable', 'undecoded-messages', 'info', { topic: '/diagnostics', during: [90, 91] }),
  {
    fault: 'only sensors recorded',
    files: [{ name: 'sensors.mcap', make: () => sampleMcap({ topics: ['/imu/data', '/lidar/scan'] }) }],
    rule: 'nothing-to-judge',
    severity: 'info',
  },
];

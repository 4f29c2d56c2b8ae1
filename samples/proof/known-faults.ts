import type { Severity } from '../../src/domain/severity.ts';
import type { CanFault } from '../can/can-drive.ts';
import type { Fault } from '../faults.ts';
import { planDrive } from '../plan-drive.ts';
import { sampleMcap } from '../sample-mcap.ts';
import { sampleMdf4 } from '../sample-mdf4.ts';
import { defaultStartTime } from '../sample-options.ts';
import { sampleUlog } from '../sample-ulog.ts';
import type { KnownFault, ProofFile } from './known-fault.ts';

/** Six files of a minute each from the car's computer (numbers 0 to 3, 8, 9), telematics unit (4), controller (5). */
const filesOfDrive = 10;

export function cleanDrive(seed: number): ProofFile[] {
  return drive([], seed);
}

/** Without the gateway and the data logger (6, 7), which record the same topics once more and never have a fault. */
function drive(faults: readonly Fault[], seed: number): ProofFile[] {
  return planDrive({ files: filesOfDrive, faults, seed }).filter(
    ({ name }) => !/^(gateway|logger)/.test(name),
  );
}

/** A fault of one file is in `drive_01`, from second 60 to 120 of the drive; a fault of the file itself in `drive_09`. */
function inDrive(
  fault: Fault,
  rule: string,
  severity: Severity,
  place: Pick<KnownFault, 'topic' | 'between'> & { file?: string },
): KnownFault {
  return {
    fault,
    files: drive([fault], 1),
    rule,
    severity,
    file: 'drive_01.mcap',
    ...place,
  };
}

/** A fault of the flight controller, in a log of a minute whose clock began 12 s before it. */
function inFlight(
  fault: Fault,
  rule: string,
  severity: Severity,
  place: Pick<KnownFault, 'topic' | 'between'>,
): KnownFault {
  const files = [{ name: 'flight.ulg', make: () => sampleUlog({ faults: [fault] }) }];
  return { fault: `${fault} (flight controller)`, files, rule, severity, file: 'flight.ulg', ...place };
}

/** A fault on the buses of a logger, from the middle of its two minutes on. */
function onBus(
  fault: CanFault,
  rule: string,
  severity: Severity,
  place: Pick<KnownFault, 'topic' | 'between'>,
): KnownFault {
  const make = () => sampleMdf4({ faults: [fault], seconds: 120 }).bytes;
  const files = [{ name: 'bus.mf4', make }];
  return { fault: `${fault} (bus logger)`, files, rule, severity, file: 'bus.mf4', ...place };
}

/** The drive without one of its files. */
function without(name: string): ProofFile[] {
  return planDrive({ files: filesOfDrive, faults: [] }).filter((file) => file.name !== name);
}

/** A file of the same computer that begins 20 s after `drive_01`. */
const secondRecorder: ProofFile = {
  name: 'second_recorder.mcap',
  make: () =>
    sampleMcap({
      seed: 77,
      startTime: new Date(defaultStartTime.getTime() + 80_000),
      driveOffsetSeconds: 80,
      driveSeconds: 360,
    }),
};

export const knownFaults: KnownFault[] = [
  inDrive('cpu-saturation', 'cpu-saturation', 'error', { topic: '/diagnostics', between: [66, 120] }),
  inDrive('ram-leak', 'memory-leak', 'error', {
    topic: '/diagnostics',
    between: [300, 360],
    file: 'drive_09.mcap',
  }),
  inDrive('disk-full', 'disk-nearly-full', 'error', { topic: '/diagnostics', between: [60, 120] }),
  inDrive('disk-filling', 'disk-filling', 'error', {
    topic: '/diagnostics',
    between: [300, 360],
    file: 'drive_09.mcap',
  }),
  inDrive('low-battery', 'low-battery', 'critical', { topic: '/battery_state', between: [110, 120] }),
  inDrive('under-voltage', 'under-voltage', 'error', { topic: '/battery_state', between: [90, 120] }),
  inDrive('voltage-sag', 'voltage-sag', 'warning', {
    topic: '/battery_state',
    between: [300, 360],
    file: 'drive_09.mcap',
  }),
  inDrive('over-temperature', 'over-temperature', 'error', {
    topic: '/compute/temperature',
    between: [110, 120],
  }),
  inDrive('temperature-rising', 'temperature-rising', 'warning', {
    topic: '/compute/temperature',
    between: [300, 360],
    file: 'drive_09.mcap',
  }),
  inDrive('error-diagnostics', 'error-diagnostics', 'error', { topic: '/diagnostics', between: [90, 92] }),
  inDrive('stale-diagnostics', 'stale-diagnostics', 'error', { topic: '/diagnostics', between: [90, 92] }),
  inDrive('log-errors', 'repeated-log-errors', 'warning', { topic: '/rosout', between: [72, 73] }),
  inDrive('fatal-log', 'repeated-log-errors', 'critical', { topic: '/rosout', between: [95, 97] }),
  inDrive('silent-topic', 'silent-topic', 'warning', { topic: '/lidar/scan', between: [83.5, 84.5] }),
  inDrive('falling-rate', 'falling-rate', 'warning', {
    topic: '/lidar/scan',
    between: [180, 360],
    file: 'drive_03.mcap',
  }),
  inDrive('topic-gaps', 'topic-gaps', 'warning', { topic: '/imu/data', between: [60, 61] }),
  inDrive('topic-jitter', 'topic-jitter', 'warning', { topic: '/imu/data', between: [60, 61] }),
  inDrive('recording-pause', 'recording-pause', 'warning', { between: [83.5, 84.5] }),
  inDrive('out-of-order', 'clock-set-back', 'warning', { between: [60, 61] }),
  inDrive('clock-jump', 'clock-jump', 'warning', { topic: '/imu/data' }),
  inDrive('clock-offset', 'clock-offset', 'error', { file: 'telematics_04.mcap' }),
  inDrive('truncated', 'damaged-recordings', 'warning', { file: 'drive_09.mcap' }),
  inDrive('corrupt-chunk', 'damaged-recordings', 'warning', { file: 'drive_09.mcap' }),
  inDrive('empty', 'failed-files', 'warning', { file: 'drive_09.mcap' }),
  inDrive('unknown-format', 'failed-files', 'warning', { file: 'drive_09.rec' }),
  {
    fault: 'a file missing (hole)',
    files: without('drive_02.mcap'),
    rule: 'coverage-holes',
    severity: 'warning',
    file: 'drive_01.mcap',
    between: [119, 121],
  },
  {
    fault: 'a file missing (number)',
    files: without('drive_02.mcap'),
    rule: 'missing-recordings',
    severity: 'warning',
    file: 'drive_01.mcap',
  },
  {
    fault: 'a file sent twice',
    files: [
      ...cleanDrive(1),
      ...cleanDrive(1)
        .filter(({ name }) => name === 'drive_02.mcap')
        .map(({ make }) => ({ name: 'again.mcap', make })),
    ],
    rule: 'duplicate-recordings',
    severity: 'warning',
    file: 'again.mcap',
  },
  {
    fault: 'a second recorder of the same topics',
    files: [...cleanDrive(1), secondRecorder],
    rule: 'overlapping-recordings',
    severity: 'warning',
    file: 'second_recorder.mcap',
    between: [80, 81],
  },
  inFlight('error-diagnostics', 'px4-failsafe', 'error', { topic: 'vehicle_status', between: [42, 43] }),
  inFlight('cpu-saturation', 'px4-dropouts', 'warning', { between: [29, 31] }),
  inFlight('log-errors', 'repeated-log-errors', 'warning', { between: [23, 26] }),
  inFlight('silent-topic', 'silent-topic', 'warning', { topic: 'vehicle_gps_position', between: [35, 37] }),
  onBus('misfire', 'obd-dtc', 'error', { topic: 'CAN 1 0x7E8', between: [60, 66] }),
  onBus('misfire', 'warning-lamps', 'error', { topic: 'CAN 1 0x7E8', between: [60, 66] }),
  onBus('lost-communication', 'uds-dtc', 'error', { topic: 'CAN 1 0x77E', between: [60, 72] }),
  onBus('overheating', 'j1939-dtc', 'critical', { between: [60, 62] }),
  onBus('overheating', 'coolant-over-temperature', 'warning', {
    topic: 'CAN 2 0x18FEEE00',
    between: [60, 120],
  }),
  onBus('bus-off', 'bus-errors', 'warning', { topic: 'CAN 2', between: [60, 61] }),
];

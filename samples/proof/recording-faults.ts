import type { Severity } from '../../src/domain/severity.ts';
import { sampleDlt } from '../dlt/sample-dlt.ts';
import type { Fault } from '../faults.ts';
import { sampleMcap } from '../mcap/sample-mcap.ts';
import { defaultStartTime } from '../sample-options.ts';
import { sampleTextlog } from '../textlog/sample-textlog.ts';
import { sampleUlog } from '../ulog/sample-ulog.ts';
import { carDrive, lastFile } from './drives.ts';
import type { KnownFault, Place, ProofFile } from './known-fault.ts';

/** A fault of a recorder or its clock, in `drive_01`, from second 60 to 120. */
function ofRecorder(
  fault: Fault,
  rule: string,
  severity: Severity,
  place: Partial<Place> = {},
  follows: Record<string, string> = {},
): KnownFault {
  return { fault, files: carDrive([fault]), rule, severity, file: 'drive_01.mcap', ...place, follows };
}

/** The drive without one of its files. */
function without(name: string): ProofFile[] {
  return carDrive([]).filter((file) => file.name !== name);
}

function copyOf(name: string, as: string): ProofFile[] {
  return carDrive([]).flatMap((file) => (file.name === name ? [{ ...file, name: as }] : []));
}

/** The drive with other files of the car's computer, by their names. */
function replacing(others: Record<string, () => Uint8Array>): ProofFile[] {
  return carDrive([]).map(({ name, make }) => ({ name, make: others[name] ?? make }));
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

/** Faults of files, recorders and clocks. */
export const recordingFaults: KnownFault[] = [
  ofRecorder('recording-pause', 'recording-pause', 'warning', { during: [84, 84] }),
  ofRecorder('out-of-order', 'clock-set-back', 'warning', { during: [72, 72] }),
  ofRecorder('clock-jump', 'clock-jump', 'warning', { topic: '/imu/data' }),
  ofRecorder('clock-offset', 'clock-offset', 'error', { file: 'telematics_00.mcap' }),
  {
    fault: 'a first file before its clock was set',
    files: replacing({ 'drive_00.mcap': () => sampleMcap({ seed: 1000, faults: ['unset-clock'] }) }),
    rule: 'suspicious-clock',
    severity: 'warning',
    file: 'drive_00.mcap',
  },
  ofRecorder('truncated', 'damaged-recordings', 'warning', { file: `${lastFile}.mcap` }),
  ofRecorder('corrupt-chunk', 'damaged-recordings', 'warning', { file: `${lastFile}.mcap` }),
  ofRecorder('empty', 'failed-files', 'warning', { file: `${lastFile}.mcap` }),
  ofRecorder('unknown-format', 'failed-files', 'warning', { file: `${lastFile}.rec` }),
  {
    fault: 'a file missing (hole)',
    files: without('drive_02.mcap'),
    rule: 'coverage-holes',
    severity: 'warning',
    file: 'drive_01.mcap',
    during: [120, 120],
    follows: { 'missing-recordings': 'the number of the file is missing too' },
  },
  {
    fault: 'a file missing (number)',
    files: without('drive_02.mcap'),
    rule: 'missing-recordings',
    severity: 'warning',
    file: 'drive_01.mcap',
    follows: { 'coverage-holes': 'nothing else recorded that minute' },
  },
  {
    fault: 'a file sent twice',
    files: [...carDrive([]), ...copyOf('drive_02.mcap', 'again.mcap')],
    rule: 'duplicate-recordings',
    severity: 'warning',
    file: 'again.mcap',
  },
  {
    fault: 'a second recorder of the same topics',
    files: [...carDrive([]), secondRecorder],
    rule: 'overlapping-recordings',
    severity: 'warning',
    file: 'second_recorder.mcap',
    during: [80, 80],
  },
  {
    fault: 'log-errors (DLT)',
    files: [{ name: 'hpc.dlt', make: () => sampleDlt({ faults: ['log-errors'], seconds: 120 }) }],
    rule: 'repeated-log-errors',
    severity: 'warning',
    file: 'hpc.dlt',
    topic: 'HPC1/DIAG/DTC',
    during: [60, 61],
  },
  {
    fault: 'log-errors (logcat)',
    files: [
      {
        name: 'logcat.txt',
        make: () => sampleTextlog({ style: 'logcat of a year', faults: ['log-errors'], seconds: 120 }),
      },
    ],
    rule: 'repeated-log-errors',
    severity: 'warning',
    file: 'logcat.txt',
    topic: 'camera',
    during: [60, 61],
  },
  {
    fault: 'a file of other software',
    files: [...carDrive([]), { name: 'other.ulg', make: () => sampleUlog({ release: 0x010f00ff }) }],
    rule: 'mixed-versions',
    severity: 'info',
    file: 'other.ulg',
  },
];

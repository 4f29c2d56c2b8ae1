import type { DriveOptions, PlannedFile } from './drive-options.ts';
import { damageFile, driveLongFaults, type Fault, isFileFault } from './faults.ts';
import { sampleJsonMcap } from './mcap/sample-json-mcap.ts';
import { sampleMcap } from './mcap/sample-mcap.ts';
import { planBusFiles } from './plan-bus-files.ts';
import { sampleRos1bag } from './ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from './ros2db3/sample-ros2db3.ts';
import { defaultStartTime, type SampleOptions } from './sample-options.ts';
import { sampleUlog } from './ulog/sample-ulog.ts';

const secondsPerFile = 60;

/**
 * The files of a drive. The car's computer writes one after the other; the fifth is the telematics unit's (JSON), the
 * sixth the motion controller's (ULog), the seventh the gateway's (ROS 1), the eighth the data logger's (SQLite),
 * each of the whole drive.
 */
export function planDrive(options: DriveOptions = {}): PlannedFile[] {
  const { seed = 1, files = 6, bytesPerFile, startTime = defaultStartTime } = options;
  const kinds = Array.from({ length: files }, (_, index) => kindOf(index));
  const main = kinds.flatMap((kind, index) => (kind === 'drive' ? [index] : []));
  const faults = spreadFaults(options.faults, main, kinds.indexOf('telematics'));
  const driveSeconds = main.length * secondsPerFile;

  const digits = Math.max(2, String(files - 1).length);
  const numberOf = (index: number) => String(index).padStart(digits, '0');

  const planned = kinds.map((kind, index): PlannedFile => {
    const place = main.indexOf(index);
    const inDrive = place >= 0 ? place * secondsPerFile : 0;
    const own = faults.get(index) ?? [];
    const sample: SampleOptions = {
      seed: seed * 1_000 + index,
      faults: own,
      seconds: kind === 'drive' ? secondsPerFile : driveSeconds,
      startTime: new Date(startTime.getTime() + inDrive * 1000),
      driveOffsetSeconds: inDrive,
      driveSeconds,
      ...(bytesPerFile === undefined ? {} : { bytes: bytesPerFile }),
    };
    const broken = own.filter(isFileFault);
    return {
      name: `${kind}_${numberOf(index)}${broken.includes('unknown-format') ? '.rec' : extensions[kind]}`,
      faults: own,
      make: () => broken.reduce(damageFile, record(kind, sample)),
    };
  });
  if (!options.buses) return planned;
  const buses = { seed, startTime, seconds: driveSeconds, faults: options.busFaults };
  return [...planned, ...planBusFiles(buses, [numberOf(files), numberOf(files + 1)])];
}

const extensions = {
  drive: '.mcap',
  telematics: '.mcap',
  controller: '.ulg',
  gateway: '.bag',
  logger: '.db3',
} as const;
type Kind = keyof typeof extensions;

/** The kinds of the fifth to the eighth file; all others are the main computer's. */
const others: readonly Kind[] = ['telematics', 'controller', 'gateway', 'logger'];

function kindOf(index: number): Kind {
  return others[index - 4] ?? 'drive';
}

function record(kind: Kind, sample: SampleOptions): Uint8Array {
  switch (kind) {
    case 'drive':
      return sampleMcap(sample);
    case 'telematics':
      return sampleJsonMcap(sample);
    case 'controller':
      return sampleUlog(sample);
    case 'gateway':
      return sampleRos1bag(sample);
    case 'logger':
      return sampleRos2db3(sample);
  }
}

/**
 * The faults of each file. Faults of the vehicle and of the file are assigned to different files if there are enough.
 */
function spreadFaults(
  faults: readonly Fault[] | undefined,
  main: number[],
  telematics: number,
): Map<number, Fault[]> {
  const spread = new Map<number, Fault[]>();
  const give = (index: number | undefined, fault: Fault) => {
    if (index !== undefined) spread.set(index, [...(spread.get(index) ?? []), fault]);
  };
  if (faults === undefined) {
    spreadInteresting(main, give);
    return spread;
  }
  let fromStart = main.length > 1 ? 1 : 0;
  let fromEnd = main.length - 1;
  for (const fault of faults) {
    if (driveLongFaults.includes(fault)) for (const index of main) give(index, fault);
    else if (fault === 'clock-offset') give(telematics < 0 ? main[0] : telematics, fault);
    else if (isFileFault(fault)) give(main[fromEnd-- % main.length] ?? main.at(-1), fault);
    else give(main[fromStart++ % main.length], fault);
  }
  return spread;
}

/** Default faults of a drive. */
function spreadInteresting(main: number[], give: (index: number | undefined, fault: Fault) => void): void {
  for (const fault of ['cpu-saturation', 'log-errors'] as const) give(main[1 % main.length], fault);
  for (const fault of ['silent-topic', 'error-diagnostics'] as const) give(main.at(-1), fault);
  if (main.length > 1) give(main.at(-1), 'truncated');
}

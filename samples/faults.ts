/** Faults of the vehicle, as they appear in the messages. */
export const vehicleFaults = [
  'cpu-saturation',
  'ram-leak',
  'low-battery',
  'under-voltage',
  'over-temperature',
  'silent-topic',
  'error-diagnostics',
  'stale-diagnostics',
  'log-errors',
  'out-of-order',
  'clock-jump',
  'clock-offset',
  'delayed-messages',
  'disk-full',
  'disk-filling',
  'falling-rate',
  'fatal-log',
  'few-log-errors',
  'late-messages',
  'memory-pressure',
  'not-finite',
  'pose-jumps',
  'recording-pause',
  'sensor-ends',
  'sensor-pauses',
  'stamps-ahead',
  'stamps-apart',
  'stamps-drift',
  'stuck-imu',
  'temperature-rising',
  'topic-gaps',
  'topic-jitter',
  'undecodable',
  'unset-clock',
  'voltage-sag',
] as const;

/** Faults that develop over the whole drive; the others belong to one file. */
export const driveLongFaults: readonly Fault[] = [
  'ram-leak',
  'disk-filling',
  'falling-rate',
  'temperature-rising',
  'voltage-sag',
];

/** Faults of the file. */
export const fileFaults = ['truncated', 'corrupt-chunk', 'empty', 'unknown-format'] as const;

export const faults = [...vehicleFaults, ...fileFaults] as const;
export type Fault = (typeof faults)[number];
export type FileFault = (typeof fileFaults)[number];

export function isFault(name: string): name is Fault {
  return (faults as readonly string[]).includes(name);
}

export function isFileFault(fault: Fault): fault is FileFault {
  return (fileFaults as readonly string[]).includes(fault);
}

/** The bytes of a recording after the file was damaged. */
export function damageFile(bytes: Uint8Array, fault: FileFault): Uint8Array {
  switch (fault) {
    case 'truncated':
      return bytes.subarray(0, Math.floor(bytes.byteLength * 0.7));
    case 'corrupt-chunk': {
      const damaged = new Uint8Array(bytes);
      const middle = Math.floor(damaged.byteLength / 2);
      damaged.fill(0, middle, Math.min(damaged.byteLength, middle + 64));
      return damaged;
    }
    case 'empty':
      return new Uint8Array();
    case 'unknown-format':
      return Buffer.from(
        'MATLAB 5.0 MAT-file, Platform: PCWIN64, Created on: Sat Mar 14 09:00:00 2026'.padEnd(2_000),
      );
  }
}

import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown } from '../report-figure.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** Fields of estimator_status: innovation relative to its tolerance, so that above 1 the measurement is rejected; 0 if it is not used. */
const ratios: Record<string, string> = {
  mag_test_ratio: 'magnetometer',
  vel_test_ratio: 'velocity',
  pos_test_ratio: 'position',
  hgt_test_ratio: 'height',
  tas_test_ratio: 'airspeed',
  hagl_test_ratio: 'height above ground',
  beta_test_ratio: 'sideslip',
};

/** Bits of innovation_check_flags, EstimatorStatus.msg as of PX4 1.9. */
const innovationChecks = [
  'velocity',
  'horizontal position',
  'vertical position',
  'magnetometer X',
  'magnetometer Y',
  'magnetometer Z',
  'yaw',
  'airspeed',
  'sideslip',
  'height above ground',
  'optical flow X',
  'optical flow Y',
];

/** Bits of filter_fault_flags: `fault_status_u` of EKF2's `common.h`; from bit 9 on the meaning changed with 1.14. */
const filterFaults = [
  'fusion of magnetometer X',
  'fusion of magnetometer Y',
  'fusion of magnetometer Z',
  'fusion of heading',
  'fusion of magnetic declination',
  'fusion of airspeed',
  'fusion of sideslip',
  'fusion of optical flow X',
  'fusion of optical flow Y',
  'bias of the accelerometer, or velocity north before 1.14',
  'vertical acceleration of the accelerometer, or velocity east before 1.14',
  'clipping of the accelerometer, or velocity down before 1.14',
];

/**
 * Seconds by which the filter's time may lag: EKF2_DELAY_MAX is 110 ms, and measurements that are older find no state
 * that they could correct.
 */
const longestSlip = 0.11;

function namesOf(flags: number, names: readonly string[]): string {
  return names.filter((_, bit) => hasBit(flags, bit)).join(', ') || 'of unknown meaning';
}

export function estimatorInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const onsets = new Onsets('diagnostics');
  // For one topic, so that the names need not be created for each message.
  let sources: (readonly [field: string, source: string])[] | undefined;
  return (field, place, findings) => {
    sources ??= Object.entries(ratios).map(([name, sensor]) => [name, `${place.topic}: ${sensor}`] as const);
    for (const [name, source] of sources) {
      const ratio = field.value(name);
      // On the ground it is carried about and its references are still being found.
      const stated = unlessUnknown(ratio, ratio !== 0 && vehicle.armed !== false);
      reportStated('estimator_ratio', source, stated, place, findings);
    }
    // Versions before 1.12: accelerometer noise from one sample to the next, not comparable with later ones.
    const noise = field.value('vibe', 2);
    reportStated('signal', `${place.topic}: vibe[2]`, noise, place, findings, 'm/s');

    const rejected = field('innovation_check_flags');
    for (const [bit, sensor] of innovationChecks.entries()) {
      const describe = () => {
        const message = `The estimator rejects a measurement: ${sensor}.`;
        return { code: `${place.topic}: ${sensor} rejected`, severity: 'warning', message } as const;
      };
      onsets.note(hasBit(rejected, bit) && vehicle.armed !== false, sensor, describe, place, findings);
    }
    const faults = field('filter_fault_flags');
    const describe = () => {
      const message = `The estimator reports a fault: ${namesOf(faults, filterFaults)} (filter_fault_flags ${faults}).`;
      return { code: `${place.topic}: filter fault`, severity: 'error', message } as const;
    };
    onsets.note(faults > 0, 'filter fault', describe, place, findings);
    for (const [name, text] of [
      ['timeout_flags', 'estimates that timed out'],
      ['health_flags', 'sensors that are not healthy'],
    ] as const) {
      const flags = field(name);
      const say = () => {
        const message = `The estimator reports ${text} (${name} ${flags}).`;
        return { code: `${place.topic}: ${text}`, severity: 'error', message } as const;
      };
      onsets.note(flags > 0 && vehicle.armed !== false, name, say, place, findings);
    }
    const slip = Math.abs(field('time_slip'));
    const slipped = () => {
      const message = `The estimator's time has slipped by ${slip.toFixed(2)} s against the system's.`;
      return { code: `${place.topic}: time slip`, severity: 'warning', message } as const;
    };
    onsets.note(slip > longestSlip, 'slip', slipped, place, findings);
  };
}

function hasBit(flags: number, bit: number): boolean {
  return flags > 0 && Math.floor(flags / 2 ** bit) % 2 === 1;
}

import { Onsets } from '../onsets.ts';
import type { Px4Interpreter } from './interpreter.ts';

/** Fields of estimator_status: innovation relative to its tolerance, so that above 1 the measurement is rejected. */
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

export function estimatorInterpreter(): Px4Interpreter {
  const onsets = new Onsets('diagnostics');
  return (field, place, findings) => {
    for (const [name, sensor] of Object.entries(ratios)) {
      const ratio = field(name);
      if (ratio > 0) findings.metric('estimator_ratio', `${place.topic}: ${sensor}`, ratio, place);
    }
    // Versions before 1.12: accelerometer noise from one sample to the next, not comparable with later ones.
    const noise = field('vibe', 2);
    if (noise >= 0) findings.metric('signal', `${place.topic}: vibe[2]`, noise, place, 'm/s');

    const rejected = field('innovation_check_flags');
    for (const [bit, sensor] of innovationChecks.entries()) {
      const describe = () => {
        const message = `The estimator rejects a measurement: ${sensor}.`;
        return { code: `${place.topic}: ${sensor} rejected`, severity: 'warning', message } as const;
      };
      onsets.note(hasBit(rejected, bit), sensor, describe, place, findings);
    }
    const faults = field('filter_fault_flags');
    const describe = () => {
      const message = `The estimator reports numerical faults (filter_fault_flags ${faults}).`;
      return { code: `${place.topic}: filter fault`, severity: 'error', message } as const;
    };
    onsets.note(faults > 0, 'filter fault', describe, place, findings);
  };
}

function hasBit(flags: number, bit: number): boolean {
  return flags > 0 && Math.floor(flags / 2 ** bit) % 2 === 1;
}

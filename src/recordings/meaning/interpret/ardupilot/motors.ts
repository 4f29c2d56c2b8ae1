import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** SERVOn_FUNCTION of the motors 1 to 8 and 9 to 12 (`SRV_Channel.h`). */
const isMotor = (func: number) => (func >= 33 && func <= 40) || (func >= 82 && func <= 85);
/** Outputs in RCOU; those above are in RCO2 and RCO3. */
const outputs = 14;
/** MOT_PWM_MIN, MOT_PWM_MAX in microseconds and MOT_SPIN_MAX if the log has no parameters of that name. */
const standard = { min: 1000, max: 2000, spin: 0.95 };

interface Motors {
  channels: readonly string[];
  /** Microseconds at no and at full thrust. */
  least: number;
  most: number;
}

/**
 * RCOU: the highest of the motors of a copter in flight, as a share of what MOT_SPIN_MAX leaves them. Which outputs
 * are motors, the parameters say; without them nothing is judged.
 */
export function motorsInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  let motors: Motors | undefined;
  return (fields, place, findings) => {
    if (vehicle.armed !== true || vehicle.kind !== 'copter') return;
    motors ??= motorsOf(vehicle.parameters);
    let highest = Number.NEGATIVE_INFINITY;
    for (const channel of motors.channels) highest = Math.max(highest, fields.number(channel));
    const percent = (100 * (highest - motors.least)) / (motors.most - motors.least);
    if (percent >= 0) findings.metric('motor_output_percent', place.topic, Math.min(percent, 100), place);
  };
}

function motorsOf(parameters: ReadonlyMap<string, number>): Motors {
  const numbers = Array.from({ length: outputs }, (_, index) => index + 1);
  const channels = numbers.filter((number) => isMotor(parameters.get(`SERVO${number}_FUNCTION`) ?? 0));
  // 0: the range of the radio's throttle, whose usual one is assumed.
  const min = parameters.get('MOT_PWM_MIN') || standard.min;
  const max = parameters.get('MOT_PWM_MAX') || standard.max;
  const spin = parameters.get('MOT_SPIN_MAX') ?? standard.spin;
  return {
    channels: channels.map((number) => `C${number}`),
    least: min,
    most: min + spin * (max - min),
  };
}

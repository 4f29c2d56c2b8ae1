import type { Severity } from '../../../../domain/severity.ts';
import { Onsets } from '../onsets.ts';
import { reportFigure } from '../report-figure.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

const kmhPerMetrePerSecond = 3.6;

const isValidBit = 74;
const missingBit = 358;

/** Bits of `CarState` that report a fault of the car. */
const faults: readonly [bit: number, text: string, severity: Severity][] = [
  [354, 'steering fault, temporary', 'warning'],
  [355, 'steering fault, permanent', 'error'],
  [missingBit, 'CAN messages of the car are missing', 'error'],
  [359, 'fault of the cruise control', 'error'],
  [362, 'a control unit of the car reports a fault', 'warning'],
  [365, 'sensors of the car are invalid', 'warning'],
];

/** Figures of the car as openpilot reads them from CAN. */
export function carStateInterpreter(): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let wasValid = false;
  return (event, place, findings) => {
    const car = event.struct(0);
    if (!car) return;
    if (car.holds(0, 4)) {
      const speed = car.f32(0) * kmhPerMetrePerSecond;
      reportFigure('vehicle_speed_kmh', place.topic, speed, place, findings);
    }
    // 0 where a car does not report it.
    const [engine, fuel] = [car.f32(60), car.f32(52) * 100];
    if (engine !== 0) reportFigure('engine_speed_rpm', place.topic, engine, place, findings);
    if (fuel !== 0) reportFigure('fuel_percent', place.topic, fuel, place, findings);
    if (car.holds(16, 4))
      findings.metric('signal', `${place.topic}: steeringAngleDeg`, car.f32(16), place, '°');
    if (car.holds(28, 4)) findings.metric('signal', `${place.topic}: aEgo`, car.f32(28), place, 'm/s²');

    for (const [bit, text, severity] of faults) {
      const describe = () => ({
        code: `${place.topic}: ${text}`,
        severity,
        message: `openpilot reports: ${text}.`,
      });
      onsets.note(car.flag(bit), text, describe, place, findings);
    }
    const isValid = car.flag(isValidBit);
    wasValid ||= isValid;
    const invalid = () =>
      ({
        code: `${place.topic}: CAN messages of the car are invalid`,
        severity: 'warning',
        message: 'openpilot reports wrong counters or checksums in the messages of the car (canValid).',
      }) as const;
    // Without messages there are no valid ones.
    onsets.note(wasValid && !isValid && !car.flag(missingBit), 'valid', invalid, place, findings);
  };
}

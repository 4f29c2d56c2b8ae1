import type { MavlinkInterpreter } from './interpreter.ts';

interface Signal {
  field: string;
  unit: string;
  /** Factor from the transmitted number to the unit. */
  scale: number;
  /** Value sent if nothing is measured. */
  unknown?: number;
}

const degreesOfRadian = 180 / Math.PI;

/** Figures of a flight that no rule judges: for curves and comparisons. */
const signals: Readonly<Record<string, readonly Signal[]>> = {
  ATTITUDE: [
    { field: 'roll', unit: '°', scale: degreesOfRadian },
    { field: 'pitch', unit: '°', scale: degreesOfRadian },
  ],
  VFR_HUD: [
    { field: 'groundspeed', unit: 'm/s', scale: 1 },
    { field: 'climb', unit: 'm/s', scale: 1 },
    { field: 'throttle', unit: '%', scale: 1 },
  ],
  GLOBAL_POSITION_INT: [{ field: 'relative_alt', unit: 'm', scale: 0.001 }],
  RC_CHANNELS: [{ field: 'rssi', unit: '', scale: 1, unknown: 255 }],
  SERVO_OUTPUT_RAW: [{ field: 'servo1_raw', unit: 'us', scale: 1, unknown: 0 }],
};

export function signalInterpreter(messageName: string): MavlinkInterpreter | undefined {
  const own = Object.hasOwn(signals, messageName) ? signals[messageName] : undefined;
  if (!own) return undefined;
  let named: (Signal & { source: string })[] | undefined;
  return (fields, place, findings) => {
    named ??= own.map((each) => ({ ...each, source: `${place.topic}: ${each.field}` }));
    for (const { field, source, unit, scale, unknown } of named) {
      const value = fields.number(field);
      if (value === unknown) findings.omit('marked_invalid', 1);
      else findings.metric('signal', source, value * scale, place, unit);
    }
  };
}

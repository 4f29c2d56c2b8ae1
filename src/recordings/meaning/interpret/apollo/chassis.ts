import type { ProtobufType } from '../../decode/protobuf.ts';
import { createFigureReader } from '../../decode/protobuf-figures.ts';
import { Onsets } from '../onsets.ts';
import type { ApolloInterpreter } from './interpreter.ts';

const states = ['error_code', 'driving_mode', 'chassis_error_mask'] as const;
type State = (typeof states)[number];

const noError = 'NO_ERROR';
/** The driver took over: no fault of the vehicle. */
const intervention = 'MANUAL_INTERVENTION';
const emergency = 'EMERGENCY_MODE';

/** `apollo.canbus.Chassis`: errors of the vehicle, and who drives it. */
export function chassisInterpreter({ type }: ProtobufType): ApolloInterpreter {
  const reader = createFigureReader(type, (path) => path.length === 1 && states.includes(path[0] as State));
  const onsets = new Onsets('diagnostics');
  const errors = new Set<string>();
  let modeBefore: string | undefined;
  return (bytes, at, end, place, findings) => {
    const values = new Map<string, string>();
    const fits = reader.read(bytes, at, end, (index, value) => {
      const field = reader.fields[index];
      if (field) values.set(field.path[0] ?? '', field.names?.[value] ?? String(value));
    });
    if (!fits) return false;
    const error = values.get('error_code') ?? noError;
    if (error !== noError && error !== intervention) errors.add(error);
    for (const name of errors) {
      const describe = () =>
        ({
          code: `${place.topic}: ${name}`,
          severity: 'error',
          message: `The vehicle interface reports ${name}.`,
        }) as const;
      onsets.note(error === name, name, describe, place, findings);
    }
    const mask = values.get('chassis_error_mask') ?? '0';
    const masked = () =>
      ({
        code: `${place.topic}: chassis errors`,
        severity: 'error',
        message: `The vehicle interface reports errors (chassis_error_mask ${mask}).`,
      }) as const;
    onsets.note(mask !== '0', 'mask', masked, place, findings);

    const mode = values.get('driving_mode');
    if (mode === undefined) return true;
    const stopped = () =>
      ({
        code: `${place.topic}: ${emergency}`,
        severity: 'error',
        message: 'The vehicle went into emergency mode.',
      }) as const;
    onsets.note(mode === emergency, emergency, stopped, place, findings);
    if (modeBefore !== undefined && mode !== modeBefore) {
      const by = error === intervention ? ' by the driver' : '';
      const text = `Driving mode changed from ${modeBefore} to ${mode}${by}`;
      findings.log({ severity: 'info', source: place.topic, text }, place);
    }
    modeBefore = mode;
    return true;
  };
}

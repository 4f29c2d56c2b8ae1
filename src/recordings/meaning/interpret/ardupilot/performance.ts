import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown, unlessZero } from '../report-figure.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** A parameter that only simulated vehicles have (SITL): their load is that of the computer that simulates. */
const ofSimulation = 'SIM_SPEEDUP';

/** PM: CPU load, lost log messages (before 4.0), internal errors. */
export function performanceInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const onsets = new Onsets('diagnostics');
  return (fields, place, findings) => {
    const load = unlessUnknown(fields.value('Load'), !vehicle.parameters.has(ofSimulation));
    reportStated('cpu_percent', place.topic, load, place, findings);
    const memory = fields.value('Mem');
    reportStated('signal', `${place.topic}: free memory`, memory, place, findings, 'B');
    reportDropped(fields.number('LogDrop'), place, findings);
    const errors = fields.number('IntE');
    const describe = () => {
      const message = `The controller found errors in its own software (mask ${errors}, line ${fields.number('ErrL')}).`;
      return { code: 'internal error', severity: 'error', message } as const;
    };
    onsets.note(errors > 0, `${errors}`, describe, place, findings);
  };
}

/** DSF: messages that the logger dropped since the start. */
export function dropInterpreter(): ArduPilotInterpreter {
  let before = 0;
  return (fields, place, findings) => {
    const dropped = fields.number('Dp');
    reportDropped(dropped - before, place, findings);
    if (dropped >= 0) before = dropped;
  };
}

function reportDropped(count: number, place: Place, findings: Findings): void {
  if (!(count > 0)) return;
  const message = `The logger could not keep up and lost ${count} messages.`;
  findings.code({ code: 'dropout', source: 'dropout', severity: 'warning', message }, place);
}

/** POWR: supply voltages of the board, about 5 V, and of the servos; 0 is not measured. */
export const interpretPower: ArduPilotInterpreter = (fields, place, findings) => {
  const [board, servos] = [unlessZero(fields.value('Vcc')), unlessZero(fields.value('VServo'))];
  reportStated('rail_voltage', `${place.topic}: board`, board, place, findings);
  reportStated('signal', `${place.topic}: servos`, servos, place, findings, 'V');
};

/** MCU: temperature of the microcontroller; 0 is not measured. */
export const interpretController: ArduPilotInterpreter = (fields, place, findings) => {
  reportStated('temperature_celsius', place.topic, unlessZero(fields.value('MTemp')), place, findings);
};

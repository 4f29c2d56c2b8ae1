import type { Severity } from '../../../../domain/severity.ts';
import { reportLog } from '../log.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import { type VehicleInfo, vehicleKind } from './vehicle-info.ts';

/** Texts have no level in a log; checks before arming are meant as warnings. */
const refusesToArm = /^(PreArm|Arm): /;

/** The first texts of a log name firmware, operating system and board. */
const firmware = /^(?:Ardu|APM|Blimp|AntennaTracker)[\w:]* V\d/;
const operatingSystem = /^(ChibiOS|NuttX|PX4): |^Linux /;

/** Maximum parameters whose changes are detected; the largest firmware has about 1,500. */
const maxParameters = 5_000;

/** MSG: texts for the pilot. */
export function messageInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return (fields, place, findings) => {
    const text = fields.text('Message');
    if (text === '') return;
    if (firmware.test(text)) {
      vehicle.kind ??= vehicleKind(text);
      findings.version('software', text);
    } else if (operatingSystem.test(text)) findings.version('os', text);
    const severity: Severity = refusesToArm.test(text) ? 'warning' : 'info';
    reportLog({ severity, source: '', text, kind: 'log' }, place, findings);
  };
}

/** VER, since 4.1: the firmware in parts and as a text. */
export function versionInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return (fields, _, findings) => {
    const text = fields.text('FWS');
    vehicle.kind ??= vehicleKind(text);
    const parts = ['Maj', 'Min', 'Pat'].map((name) => fields.number(name));
    findings.version('software', text === '' ? `V${parts.join('.')}` : text);
    const board = fields.number('APJ');
    if (board > 0) findings.version('board', `APJ ${board}`);
  };
}

/** PARM: all are listed when a log begins, and each again when it is set. */
export function parameterInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const { parameters } = vehicle;
  return (fields, place, findings) => {
    const [name, value] = [fields.text('Name'), fields.number('Value')];
    const before = parameters.get(name);
    if (before === value || Number.isNaN(value)) return;
    if (before !== undefined || parameters.size < maxParameters) parameters.set(name, value);
    if (before === undefined) return;
    const text = `${name} was set to ${Number(value.toPrecision(7))} during the recording, from ${Number(before.toPrecision(7))}`;
    findings.log({ severity: 'info', source: 'parameter', text }, place);
  };
}

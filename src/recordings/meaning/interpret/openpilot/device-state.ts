import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import type { CapnpStruct } from '../../decode/capnp-message.ts';
import { Onsets } from '../onsets.ts';
import { reportFigure } from '../report-figure.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

/** `ThermalStatus`: green and yellow are normal; from red on openpilot does not engage. */
const hot = { red: 2, danger: 3 };

/** Temperatures of `DeviceState`: lists by pointer, single ones by offset. */
const temperatureLists = { cpu: 1, gpu: 2, nvme: 5, modem: 6, pmic: 8 };
const temperatures = { memory: 60, intake: 96, exhaust: 100, case: 104 };

/** deviceState: load, memory, storage, temperatures and power of the device. */
export function deviceStateInterpreter(): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  return (event, place, findings) => {
    const device = event.struct(0);
    if (!device) return;
    reportLoad(device, place, findings);
    reportTemperatures(device, place, findings);
    const power = device.f32(84);
    if (power !== 0) findings.metric('signal', `${place.topic}: power`, power, place, 'W');
    const thermal = device.u16(26);
    const red = () =>
      ({
        code: `${place.topic}: thermal status red`,
        severity: 'warning',
        message: 'The device is too hot to engage (thermal status red).',
      }) as const;
    onsets.note(thermal === hot.red, 'red', red, place, findings);
    const danger = () =>
      ({
        code: `${place.topic}: thermal status danger`,
        severity: 'error',
        message: 'The device is so hot that it switches itself off (thermal status danger).',
      }) as const;
    onsets.note(thermal === hot.danger, 'danger', danger, place, findings);
  };
}

function reportLoad(device: CapnpStruct, place: Place, findings: Findings): void {
  const cores = device.i8s(4);
  const cpu = cores.reduce((sum, each) => sum + each, 0) / cores.length;
  if (cores.length > 0) reportFigure('cpu_percent', place.topic, cpu, place, findings);
  const memory = device.i8(25);
  if (memory !== 0) reportFigure('ram_percent', place.topic, memory, place, findings);
  const free = device.f32(16);
  if (free !== 0) reportFigure('disk_percent', place.topic, 100 - free, place, findings);
}

/** The highest of each kind; 0 is a sensor that is not there. */
function reportTemperatures(device: CapnpStruct, place: Place, findings: Findings): void {
  const report = (name: string, celsius: number) => {
    if (celsius !== 0)
      reportFigure('temperature_celsius', `${place.topic}: ${name}`, celsius, place, findings);
  };
  for (const [name, pointer] of Object.entries(temperatureLists)) {
    const each = device.f32s(pointer);
    if (each.length > 0)
      report(
        name,
        each.reduce((most, celsius) => Math.max(most, celsius)),
      );
  }
  for (const [name, offset] of Object.entries(temperatures)) report(name, device.f32(offset));
}

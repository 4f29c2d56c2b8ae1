import type { Severity } from '../../../domain/severity.ts';
import { isPlausible } from '../../interpret/metric-names.ts';
import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import { asciiText, type CanMessage, isVin, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { dtcMeaning } from '../dtc/dtc-meaning.ts';
import { formatDtc } from '../dtc/format-dtc.ts';
import { obdParameter } from './parameters.ts';

/** SAE J1979, 6 and ISO 15031-5: services that list trouble codes, by the first byte of the answer. */
const dtcServices: Record<number, { state: string; severity: Severity }> = {
  67: { state: 'stored', severity: 'error' },
  71: { state: 'pending', severity: 'warning' },
  74: { state: 'permanent', severity: 'error' },
};

/** Interprets an answer of an OBD-II service (0x41 to 0x4A). */
export function readObdResponse(message: CanMessage, ecu: Ecu, findings: IdentifyingFindings): void {
  const service = message.data[message.start] as number;
  const listed = dtcServices[service];
  if (listed) readTroubleCodes(message, listed, ecu, findings);
  else if (service === 0x41) readParameters(message, ecu, findings);
  else if (service === 0x49) readVehicleInformation(message, ecu, findings);
}

/** Mode 01 on CAN: up to six parameters, each its number and its bytes. */
function readParameters(message: CanMessage, ecu: Ecu, findings: IdentifyingFindings): void {
  const { data, start } = message;
  const end = start + message.length;
  let at = start + 1;
  while (at < end) {
    const pid = data[at] as number;
    const parameter = obdParameter(pid);
    const value = at + 1;
    if (!parameter || value + parameter.bytes > end) return;
    const { measure, bytes } = parameter;
    if (pid === 0x01) readMonitorStatus(data[value] as number, message, ecu, findings);
    else if (measure) {
      let raw = 0;
      for (let i = 0; i < bytes; i += 1) raw = raw * 256 + (data[value + i] as number);
      const figure = raw * measure.factor + measure.offset;
      if (isPlausible(measure.metric, figure)) {
        const source = `${ecu.topic} ${measure.label}`;
        const meter = findings.meter(measure.metric, source, measure.unit);
        meter?.add(message.high, message.low, ecu.topic, message.offset, figure);
      }
    }
    at = value + bytes;
  }
}

/** PID 01, byte A: bit 7 is the malfunction indicator lamp, bits 0 to 6 the number of stored codes. */
function readMonitorStatus(
  status: number,
  message: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  const place = placeOf(message, ecu.topic);
  const stored = status & 0x7f;
  findings.metric('signal', `${ecu.topic} stored trouble codes`, stored, place, 'codes');
  if ((status & 0x80) === 0) return;
  findings.code(
    {
      code: 'MIL on',
      source: 'obd',
      severity: 'error',
      message: `${ecu.name} asks for the malfunction indicator lamp; it has ${stored} stored trouble code${stored === 1 ? '' : 's'}.`,
    },
    place,
  );
}

/** Modes 03, 07, 0A on CAN: the number of codes, then two bytes each; 0000 fills up. */
function readTroubleCodes(
  message: CanMessage,
  { state, severity }: { state: string; severity: Severity },
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  const { data, start, length } = message;
  const count = Math.min(data[start + 1] as number, Math.floor((length - 2) / 2));
  for (let index = 0; index < count; index += 1) {
    const high = data[start + 2 + index * 2] as number;
    const low = data[start + 3 + index * 2] as number;
    if (high === 0 && low === 0) continue;
    const code = formatDtc(high, low);
    findings.code(
      { code, source: 'obd', severity, message: `${code} ${state} in ${ecu.name}: ${dtcMeaning(code)}.` },
      placeOf(message, ecu.topic),
    );
  }
}

/** Mode 09 (SAE J1979, 6.9): information type, number of items, items of a fixed size each. */
function readVehicleInformation(
  { data, start, length }: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  const item = (index: number, size: number) => {
    const from = start + 3 + index * size;
    return from + size <= start + length ? data.subarray(from, from + size) : undefined;
  };
  const tell = (component: string, text: string) => {
    if (text !== '') findings.version(component, text);
  };
  switch (data[start + 1]) {
    case 0x02: {
      const vin = asciiText(item(0, 17) ?? new Uint8Array(0));
      if (isVin(vin)) findings.version('vin', vin);
      return;
    }
    case 0x04:
      for (let index = 0; ; index += 1) {
        const bytes = item(index, 16);
        if (!bytes) return;
        tell(`${ecu.topic} calibration id${index === 0 ? '' : ` ${index + 1}`}`, asciiText(bytes));
      }
    case 0x06:
      for (let index = 0; ; index += 1) {
        const bytes = item(index, 4);
        if (!bytes) return;
        const number = Buffer.from(bytes).toString('hex').toUpperCase();
        tell(`${ecu.topic} calibration verification number${index === 0 ? '' : ` ${index + 1}`}`, number);
      }
    case 0x0a:
      // Four characters of acronym, NUL, a dash and the name: `ECM`, `-EngineControl`.
      tell(`${ecu.topic} name`, ecuName(item(0, 20) ?? new Uint8Array(0)));
  }
}

function ecuName(bytes: Uint8Array): string {
  const text = asciiText(bytes.map((byte) => (byte === 0 ? 0x20 : byte)));
  return text.replace(/ +-?/, ' - ');
}

import type { Severity } from '../../../../domain/severity.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { dtcMeaning } from '../dtc/dtc-meaning.ts';
import { formatDtc } from '../dtc/format-dtc.ts';
import type { FreezeFrames } from './freeze-frames.ts';
import { readMonitorTests } from './read-monitor-tests.ts';
import { readParameters } from './read-parameters.ts';
import { readVehicleInformation } from './read-vehicle-information.ts';

/** SAE J1979, 6 and ISO 15031-5: services that list trouble codes, by the first byte of the response. */
const dtcServices: Record<number, { state: string; severity: Severity }> = {
  67: { state: 'stored', severity: 'error' },
  71: { state: 'pending', severity: 'warning' },
  74: { state: 'permanent', severity: 'error' },
};

/** Interprets a response of an OBD-II service (0x41 to 0x4A). */
export function readObdResponse(
  message: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
  freezeFrames: FreezeFrames,
): void {
  const service = message.data[message.start] as number;
  const listed = dtcServices[service];
  if (service === 0x44) reportCleared(message, ecu, findings);
  else if (message.length < 2) return;
  else if (listed) readTroubleCodes(message, listed, ecu, findings);
  else if (service === 0x41) readParameters(message, ecu, findings);
  else if (service === 0x42) freezeFrames.read(message, ecu);
  else if (service === 0x46) readMonitorTests(message, ecu, findings);
  else if (service === 0x49) readVehicleInformation(message, ecu, findings);
}

/** Mode 04: a response of one byte. */
function reportCleared(message: CanMessage, ecu: Ecu, findings: IdentifyingFindings): void {
  findings.code(
    {
      code: 'DTCs cleared',
      source: 'obd',
      severity: 'info',
      message: `${ecu.name} cleared its trouble codes (mode 04).`,
    },
    placeOf(message, ecu.topic),
  );
}

/** Modes 03, 07, 0A on CAN: the number of codes, then two bytes each; 0000 is padding. */
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

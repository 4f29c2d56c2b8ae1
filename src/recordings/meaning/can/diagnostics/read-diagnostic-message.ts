import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import type { CanMessage } from '../can-message.ts';
import type { FreezeFrames } from '../obd/freeze-frames.ts';
import { readObdResponse } from '../obd/read-obd-response.ts';
import { parameterPage, readParametersOnUds } from '../obd/read-parameters.ts';
import { informationPage, readInformationOnUds } from '../obd/read-vehicle-information.ts';
import { readNegativeResponse } from '../uds/negative-response.ts';
import { readDtcInformation } from '../uds/read-dtc-information.ts';
import { readEvent } from '../uds/read-event.ts';
import { readIdentification } from '../uds/read-identification.ts';
import { negativeResponse } from '../uds/services.ts';
import type { Ecu } from './ecu.ts';

/**
 * Interprets a message on a diagnostic address. Bit 6 of its first byte distinguishes responses from requests (ISO
 * 14229-1:2020, 8.7), so that the direction need not be known; requests are ignored.
 */
export function readDiagnosticMessage(
  message: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
  freezeFrames: FreezeFrames,
): void {
  const service = message.data[message.start] as number;
  if (service === negativeResponse) readNegativeResponse(message, ecu, findings);
  else if (service >= 0x41 && service <= 0x4a) readObdResponse(message, ecu, findings, freezeFrames);
  else if (service === 0x59) readDtcInformation(message, ecu, findings);
  else if (service === 0x62) readDataByIdentifier(message, ecu, findings);
  else readEvent(message, ecu, findings);
}

function readDataByIdentifier(message: CanMessage, ecu: Ecu, findings: IdentifyingFindings): void {
  const page = message.data[message.start + 1];
  if (page === parameterPage) readParametersOnUds(message, ecu, findings);
  else if (page === informationPage) readInformationOnUds(message, ecu, findings);
  else readIdentification(message, ecu, findings);
}

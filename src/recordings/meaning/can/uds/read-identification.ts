import { isVin } from '../../../../domain/vin.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { asciiText, type CanMessage } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';

const vinIdentifier = 0xf190;
const vinLength = 17;

/** ISO 14229-1:2020, annex C.1: data identifiers that name hardware and software. */
const identifiers: Record<number, string> = {
  61824: 'boot software',
  61825: 'application software',
  61826: 'application data',
  61831: 'manufacturer part number',
  61832: 'manufacturer software number',
  61833: 'manufacturer software version',
  61834: 'supplier',
  61836: 'serial number',
  61841: 'manufacturer hardware number',
  61842: 'supplier hardware number',
  61843: 'supplier hardware version',
  61844: 'supplier software number',
  61845: 'supplier software version',
  61847: 'system name',
};

/** Longer ones that are not text are keys or several identifiers in one response. */
const longestBinary = 8;

/** Interprets 0x62, the response to ReadDataByIdentifier, for identifiers that name vehicle, hardware or software. */
export function readIdentification(
  { data, start, length }: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  if (length < 4) return;
  const identifier = ((data[start + 1] as number) << 8) | (data[start + 2] as number);
  const value = data.subarray(start + 3, start + length);
  if (identifier === vinIdentifier) {
    const vin = asciiText(value.subarray(0, vinLength));
    if (isVin(vin)) findings.version('vin', vin);
    return;
  }
  const what = identifiers[identifier];
  if (!what) return;
  const text = asciiText(numbered(identifier, value)) || binaryText(value);
  if (text !== '') findings.version(`${ecu.topic} ${what}`, text);
}

/** Annex C.1: F180 to F182 begin with the number of modules. */
function numbered(identifier: number, value: Uint8Array): Uint8Array {
  return identifier <= 0xf182 && (value[0] as number) < 0x20 ? value.subarray(1) : value;
}

function binaryText(value: Uint8Array): string {
  if (value.length > longestBinary || value.every((byte) => byte === 0 || byte === 0xff)) return '';
  return Buffer.from(value).toString('hex').toUpperCase();
}

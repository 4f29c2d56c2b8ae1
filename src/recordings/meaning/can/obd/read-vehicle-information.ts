import { isVin } from '../../../../domain/vin.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { asciiText, type CanMessage, hex } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { performanceTypes, readInUsePerformance } from './in-use-performance.ts';

/** Bytes of one item by information type (SAE J1979, 6.9). */
const itemBytes: Record<number, number> = { 2: 17, 4: 16, 6: 4, 8: 2, 10: 20, 11: 2 };

/** Mode 09 (SAE J1979, 6.9): information type, number of items, items of a fixed size each. */
export function readVehicleInformation(message: CanMessage, ecu: Ecu, findings: IdentifyingFindings): void {
  const { data, start, length } = message;
  const type = data[start + 1] as number;
  readItems(message, type, data.subarray(start + 3, start + length), ecu, findings);
}

/** SAE J1979-2 (OBD on UDS): data identifiers of this page are the information types of mode 09. */
export const informationPage = 0xf8;

/** Information type 10 says by which protocol a control unit does OBD; only on UDS. */
const protocolType = 0x10;
const protocols: Record<number, string> = { 1: 'OBD on UDS (SAE J1979-2)' };

/**
 * A response of ReadDataByIdentifier (0x62) with an information type. The items follow at once; some control units
 * keep the number of items of mode 09, which is then one byte that the items do not account for.
 */
export function readInformationOnUds(message: CanMessage, ecu: Ecu, findings: IdentifyingFindings): void {
  const { data, start, length } = message;
  if (length < 4) return;
  const type = data[start + 2] as number;
  const content = data.subarray(start + 3, start + length);
  if (type === protocolType) {
    const protocol = content[0] as number;
    findings.version(`${ecu.topic} OBD protocol`, protocols[protocol] ?? hex(protocol, 2));
    return;
  }
  const size = itemBytes[type];
  if (size === undefined) return;
  const counted = content.length % size === 1 && content[0] === (content.length - 1) / size;
  if (counted || content.length % size === 0)
    readItems(message, type, counted ? content.subarray(1) : content, ecu, findings);
}

function readItems(
  message: CanMessage,
  type: number,
  bytes: Uint8Array,
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  const size = itemBytes[type];
  if (size === undefined) return;
  const items = itemsOf(bytes, size);
  const report = (component: string, text: string) => {
    if (text !== '') findings.version(component, text);
  };
  switch (type) {
    case 0x02: {
      const vin = asciiText(items[0] ?? new Uint8Array(0));
      if (isVin(vin)) findings.version('vin', vin);
      return;
    }
    case 0x04:
      for (const [index, each] of items.entries())
        report(numbered(`${ecu.topic} calibration id`, index), asciiText(each));
      return;
    case 0x06:
      for (const [index, each] of items.entries()) {
        const number = Buffer.from(each).toString('hex').toUpperCase();
        report(numbered(`${ecu.topic} calibration verification number`, index), number);
      }
      return;
    case 0x0a:
      // Four characters of acronym, NUL, a dash and the name: `ECM`, `-EngineControl`.
      report(`${ecu.topic} name`, ecuName(items[0] ?? new Uint8Array(0)));
      return;
    default:
      readInUsePerformance(message, bytes, performanceTypes.get(type) ?? [], ecu, findings);
  }
}

/** As many complete items as there are bytes for. */
function itemsOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const count = Math.floor(bytes.byteLength / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function numbered(component: string, index: number): string {
  return index === 0 ? component : `${component} ${index + 1}`;
}

function ecuName(bytes: Uint8Array): string {
  const text = asciiText(bytes.map((byte) => (byte === 0 ? 0x20 : byte)));
  return text.replace(/ +-?/, ' - ');
}

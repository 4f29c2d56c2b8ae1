import { isVin } from '../../../../domain/vin.ts';
import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { asciiText, type CanMessage } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';

/** Mode 09 (SAE J1979, 6.9): information type, number of items, items of a fixed size each. */
export function readVehicleInformation(
  { data, start, length }: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  const from = start + 3;
  const items = (size: number) => itemsOf(data.subarray(from, start + length), size);
  const report = (component: string, text: string) => {
    if (text !== '') findings.version(component, text);
  };
  switch (data[start + 1]) {
    case 0x02: {
      const vin = asciiText(items(17)[0] ?? new Uint8Array(0));
      if (isVin(vin)) findings.version('vin', vin);
      return;
    }
    case 0x04:
      for (const [index, bytes] of items(16).entries())
        report(numbered(`${ecu.topic} calibration id`, index), asciiText(bytes));
      return;
    case 0x06:
      for (const [index, bytes] of items(4).entries()) {
        const number = Buffer.from(bytes).toString('hex').toUpperCase();
        report(numbered(`${ecu.topic} calibration verification number`, index), number);
      }
      return;
    case 0x0a:
      // Four characters of acronym, NUL, a dash and the name: `ECM`, `-EngineControl`.
      report(`${ecu.topic} name`, ecuName(items(20)[0] ?? new Uint8Array(0)));
  }
}

/** As many complete items as the message has bytes for. */
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

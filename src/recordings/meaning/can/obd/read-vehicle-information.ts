import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { asciiText, type CanMessage, isVin } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';

/** Mode 09 (SAE J1979, 6.9): information type, number of items, items of a fixed size each. */
export function readVehicleInformation(
  { data, start, length }: CanMessage,
  ecu: Ecu,
  findings: IdentifyingFindings,
): void {
  const item = (index: number, size: number) => {
    const from = start + 3 + index * size;
    return from + size <= start + length ? data.subarray(from, from + size) : undefined;
  };
  const report = (component: string, text: string) => {
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
        report(`${ecu.topic} calibration id${index === 0 ? '' : ` ${index + 1}`}`, asciiText(bytes));
      }
    case 0x06:
      for (let index = 0; ; index += 1) {
        const bytes = item(index, 4);
        if (!bytes) return;
        const number = Buffer.from(bytes).toString('hex').toUpperCase();
        report(`${ecu.topic} calibration verification number${index === 0 ? '' : ` ${index + 1}`}`, number);
      }
    case 0x0a:
      // Four characters of acronym, NUL, a dash and the name: `ECM`, `-EngineControl`.
      report(`${ecu.topic} name`, ecuName(item(0, 20) ?? new Uint8Array(0)));
  }
}

function ecuName(bytes: Uint8Array): string {
  const text = asciiText(bytes.map((byte) => (byte === 0 ? 0x20 : byte)));
  return text.replace(/ +-?/, ' - ');
}

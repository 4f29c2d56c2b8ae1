import type { IdentifyingFindings } from '../../../summary/summary-builder.ts';
import { asciiText, type CanMessage } from '../can-message.ts';

const textBytes = 32;
/** CANboat's database (8.0.0), PGN 126996: after version and product code four texts. */
const texts = ['model', 'software', 'model version', 'serial number'];
const firstText = 4;

export function readProductInformation(
  { data, start, length }: CanMessage,
  component: string,
  findings: IdentifyingFindings,
): void {
  for (const [index, name] of texts.entries()) {
    const at = firstText + index * textBytes;
    if (at + textBytes > length) return;
    const bytes = data.subarray(start + at, start + at + textBytes);
    // What follows a NUL is left over from a longer text; some fill with `@`.
    const end = bytes.indexOf(0);
    const text = asciiText(end < 0 ? bytes : bytes.subarray(0, end))
      .replace(/@+$/, '')
      .trimEnd();
    if (text !== '') findings.version(`${component} ${name}`, text);
  }
}

import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, hex, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { figureText } from '../obd/figure-text.ts';
import { obdParameter } from '../obd/parameters.ts';
import { parameterPage } from '../obd/read-parameters.ts';
import { reportedCode } from './reported-code.ts';

/** ISO 14229-1:2020, 12.3.3: reportDTCSnapshotRecordByDTCNumber: code and status, then the records. */
const snapshotByCode = 0x04;
const firstRecord = 6;

/**
 * Snapshots of one code: each has its number, how many identifiers it holds, and each of these with its data. SAE
 * J1979-2 puts the parameters of OBD (0xF4xx) into them, as the freeze frames of the first and of the last time; other
 * identifiers are the manufacturer's, and their lengths unknown, so that reading ends there.
 */
export function readSnapshots(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  const code = length > firstRecord ? reportedCode(data, start + 2)?.code : undefined;
  if (data[start + 1] !== snapshotByCode || code === undefined) return;
  const end = start + length;
  let at: number | undefined = start + firstRecord;
  while (at !== undefined && at + 2 <= end) {
    const record = data[at] as number;
    const { values, next } = readRecord(data, at, end);
    if (values.length > 0) {
      findings.code(
        {
          code: `${code} freeze frame${record === 0 ? '' : ` ${hex(record, 2)}`}`,
          source: 'uds',
          severity: 'info',
          message: `When ${code} was stored in ${ecu.name} (snapshot record ${hex(record, 2)}): ${values.join(', ')}.`,
        },
        placeOf(message, ecu.topic),
      );
    }
    at = next;
  }
}

/** The figures of the record at `at`, and where the next one begins; undefined if that cannot be known. */
function readRecord(
  data: Uint8Array,
  at: number,
  end: number,
): { values: string[]; next: number | undefined } {
  const count = data[at + 1] as number;
  const values: string[] = [];
  let from = at + 2;
  for (let index = 0; index < count; index += 1) {
    const parameter = data[from] === parameterPage ? obdParameter(data[from + 1] as number) : undefined;
    const value = from + 2;
    if (!parameter || value + parameter.bytes > end) return { values, next: undefined };
    for (const measure of parameter.measures) {
      const text = figureText(measure, data, value);
      if (text !== undefined) values.push(`${measure.label} ${text}`);
    }
    from = value + parameter.bytes;
  }
  return { values, next: from };
}

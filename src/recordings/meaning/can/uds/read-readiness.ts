import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, hex, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { reportedCode } from './reported-code.ts';

/** ISO 14229-1:2020, annex D.5, FunctionalGroupIdentifier: the emissions system. */
const emissionsGroup = 0x33;

/** Annex D.2, bit 4 of the status: the test has not run to its end since the codes were cleared. */
const notTestedSinceClear = 0x10;

/** Codes named in one text. */
const maxNamed = 10;

/** Where a response lists codes with their status: bytes before the first record, of a record, before its code. */
const lists = new Map([
  // reportWWHOBDDTCByMaskRecord: group, two masks, format; severity, code, status.
  [0x42, { format: 5, first: 6, record: 5, code: 1 }],
  // reportDTCInformationByDTCReadinessGroupIdentifier: group, mask, format, readiness group; code, status.
  [0x56, { format: 4, first: 6, record: 4, code: 0, readinessGroup: 5 }],
]);

/**
 * SAE J1979-2 (OBD on UDS) has readiness for each code instead of each monitor: which codes of the emissions system
 * were not tested since they were cleared.
 */
export function readReadiness(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  const list:
    | { format: number; first: number; record: number; code: number; readinessGroup?: number }
    | undefined = lists.get(data[start + 1] as number);
  if (!list || length < list.first || data[start + 2] !== emissionsGroup) return;
  const untested: string[] = [];
  for (let at = start + list.first; at + list.record <= start + length; at += list.record) {
    const status = data[at + list.code + 3] as number;
    const { code } = reportedCode(data, at + list.code, data[start + list.format]) ?? {};
    if (code !== undefined && (status & notTestedSinceClear) !== 0) untested.push(code);
  }
  if (untested.length === 0) return;
  const group =
    list.readinessGroup === undefined
      ? ''
      : ` (readiness group ${hex(data[start + list.readinessGroup] as number, 2)})`;
  const others = untested.length - maxNamed;
  const named = untested.slice(0, maxNamed).join(', ');
  findings.code(
    {
      code: 'OBD monitors not completed',
      source: 'obd',
      severity: 'info',
      message: `${ecu.name} has not yet run the tests of ${untested.length === 1 ? 'one code' : `${untested.length} codes`}${group} since its codes were cleared: ${named}${others > 0 ? ` and ${others} more` : ''}.`,
    },
    placeOf(message, ecu.topic),
  );
}

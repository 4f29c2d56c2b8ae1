import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, hex, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { dtcLayout } from './dtc-layouts.ts';
import { reportedCode } from './reported-code.ts';

/** ISO 14229-1:2020, annex D.5, FunctionalGroupIdentifier: the emissions system. */
const emissionsGroup = 0x33;

/** Annex D.2, bit 4 of the status: the test has not run to its end since the codes were cleared. */
const notTestedSinceClear = 0x10;

/** Codes named in one text. */
const maxNamed = 10;

/**
 * SAE J1979-2 (OBD on UDS) has readiness for each code instead of each monitor: which codes of the emissions system
 * were not tested since they were cleared.
 */
export function readReadiness(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  const layout = dtcLayout(data[start + 1] as number);
  if (!layout?.readiness || length < layout.first || data[start + 2] !== emissionsGroup) return;
  const untested: string[] = [];
  const { first, record, dtc, format, readinessGroup } = layout;
  const formatByte = format === undefined ? undefined : data[start + format];
  for (let at = start + first; at + record <= start + length; at += record) {
    const status = data[at + dtc + 3] as number;
    const { code } = reportedCode(data, at + dtc, formatByte) ?? {};
    if (code !== undefined && (status & notTestedSinceClear) !== 0) untested.push(code);
  }
  if (untested.length === 0) return;
  const group =
    readinessGroup === undefined
      ? ''
      : ` (readiness group ${hex(data[start + readinessGroup] as number, 2)})`;
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

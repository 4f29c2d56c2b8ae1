import type { Severity } from '../../../../domain/severity.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { isUrgent, severityOfStatus, statusText } from './dtc-status.ts';
import { readReadiness } from './read-readiness.ts';
import { readSnapshots } from './read-snapshots.ts';
import { reportedCode } from './reported-code.ts';

/**
 * How a response lists codes: where the first record is, how long each is, where in it the code and severity byte
 * are.
 */
interface Layout {
  first: number;
  record: number;
  dtc: number;
  severity?: number;
  /** Only the first record has this form; data of its own follows. */
  single?: boolean;
  permanent?: boolean;
  /** Offset of the byte that contains the format of the codes. */
  format?: number;
  /** The meaning of the byte that is the status elsewhere. */
  instead?: 'record number' | 'fault detection counter';
}

const codeAndStatus: Layout = { first: 3, record: 4, dtc: 0 };

/** ISO 14229-1:2020, 12.3.3, by sub-function; each record is three bytes of code and one of status. */
const layouts = new Map<number, Layout>([
  // By status mask, supported, first and most recent failed and confirmed, mirror memory, emission-related, permanent.
  [0x02, codeAndStatus],
  [0x0a, codeAndStatus],
  [0x0b, codeAndStatus],
  [0x0c, codeAndStatus],
  [0x0d, codeAndStatus],
  [0x0e, codeAndStatus],
  [0x0f, codeAndStatus],
  [0x13, codeAndStatus],
  [0x15, { ...codeAndStatus, permanent: true }],
  // Which codes have snapshots; which are about to fail.
  [0x03, { first: 2, record: 4, dtc: 0, instead: 'record number' }],
  [0x14, { first: 2, record: 4, dtc: 0, instead: 'fault detection counter' }],
  // Snapshot and extended data of one code, or of one record, and the same of a memory that the manufacturer defines.
  [0x04, { first: 2, record: 4, dtc: 0, single: true }],
  [0x06, { first: 2, record: 4, dtc: 0, single: true }],
  [0x05, { first: 3, record: 4, dtc: 0, single: true }],
  [0x16, { first: 3, record: 4, dtc: 0, single: true }],
  [0x18, { first: 3, record: 4, dtc: 0, single: true }],
  [0x19, { first: 3, record: 4, dtc: 0, single: true }],
  [0x1a, { first: 4, record: 4, dtc: 0 }],
  // With severity: severity, functional unit, code, status.
  [0x08, { first: 3, record: 6, dtc: 2, severity: 0 }],
  [0x09, { first: 3, record: 6, dtc: 2, severity: 0 }],
  // Of a memory that the manufacturer defines, which the response names first.
  [0x17, { first: 4, record: 4, dtc: 0 }],
  // WWH-OBD: functional group, masks and format first; with severity, and permanent.
  [0x42, { first: 6, record: 5, dtc: 1, severity: 0, format: 5 }],
  [0x55, { first: 5, record: 4, dtc: 0, permanent: true, format: 4 }],
  // Of a readiness group, which the response names last.
  [0x56, { first: 6, record: 4, dtc: 0, format: 4 }],
]);

/** Whether the bytes of a response to ReadDTCInformation have a length that their sub-function allows. */
export function isDtcAnswer({ data, start, length }: CanMessage): boolean {
  const layout = layouts.get(data[start + 1] as number);
  if (!layout) return false;
  const records = length - layout.first;
  return layout.single
    ? records >= layout.record || records === 0
    : records >= 0 && records % layout.record === 0;
}

/** Interprets 0x59, the response to ReadDTCInformation. Sub-functions that only count codes add nothing. */
export function readDtcInformation(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  const layout = layouts.get(data[start + 1] as number);
  if (!layout) return;
  const end = start + length;
  for (let at = start + layout.first; at + layout.record <= end; at += layout.record) {
    readRecord(message, at, layout, ecu, findings);
    if (layout.single) break;
  }
  readSnapshots(message, ecu, findings);
  readReadiness(message, ecu, findings);
}

function readRecord(message: CanMessage, at: number, layout: Layout, ecu: Ecu, findings: Findings): void {
  const { data, start } = message;
  const from = at + layout.dtc;
  const state = stateOf(data[from + 3] as number, layout);
  const reported = reportedCode(
    data,
    from,
    layout.format === undefined ? undefined : data[start + layout.format],
  );
  if (!state || !reported) return;
  const { code, meaning } = reported;
  const severityByte = layout.severity === undefined ? 0 : (data[at + layout.severity] as number);
  findings.code(
    {
      code,
      source: 'uds',
      severity: state.severity === 'error' && isUrgent(severityByte) ? 'critical' : state.severity,
      message: `${code} in ${ecu.name} (${state.text}): ${meaning}.`,
    },
    placeOf(message, ecu.topic),
  );
}

function stateOf(status: number, { instead, permanent }: Layout): State | undefined {
  if (instead === 'record number') return { severity: 'info', text: `snapshot record ${status}` };
  if (instead === 'fault detection counter') return counterState(status);
  const severity = permanent ? 'error' : severityOfStatus(status);
  if (!severity) return undefined;
  const text = [permanent ? 'permanent' : '', statusText(status)].filter((part) => part !== '').join(', ');
  return { severity, text };
}

interface State {
  severity: Severity;
  text: string;
}

/** Annex D.6: a signed byte that a failing test counts up to 127, at which it has failed. */
function counterState(counter: number): State | undefined {
  if (counter === 0 || counter > 127) return undefined;
  const text = `fault detection counter ${counter} of 127`;
  return { severity: counter === 127 ? 'warning' : 'info', text };
}

import type { Findings } from '../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { dtcMeaning, failureTypeMeaning } from '../dtc/dtc-meaning.ts';
import { formatDtc, formatDtcWithType } from '../dtc/format-dtc.ts';
import { isUrgent, severityOfStatus, statusText } from './dtc-status.ts';

/** How an answer lists codes: where the first record is, how long each is, where in it the code and severity byte are. */
interface Layout {
  first: number;
  record: number;
  dtc: number;
  severity?: number;
  /** Only the first record is one of this form; data of its own follows. */
  single?: boolean;
  permanent?: boolean;
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
  // Snapshot and extended data of one code.
  [0x04, { first: 2, record: 4, dtc: 0, single: true }],
  [0x06, { first: 2, record: 4, dtc: 0, single: true }],
  // With severity: severity, functional unit, code, status.
  [0x08, { first: 3, record: 6, dtc: 2, severity: 0 }],
  [0x09, { first: 3, record: 6, dtc: 2, severity: 0 }],
  // Of a memory that the manufacturer defines, which the answer names first.
  [0x17, { first: 4, record: 4, dtc: 0 }],
  // WWH-OBD: functional group, masks and format first; with severity, and permanent.
  [0x42, { first: 6, record: 5, dtc: 1, severity: 0 }],
  [0x55, { first: 5, record: 4, dtc: 0, permanent: true }],
]);

/** Whether the bytes of an answer to ReadDTCInformation have a length that their sub-function allows. */
export function isDtcAnswer({ data, start, length }: CanMessage): boolean {
  const layout = layouts.get(data[start + 1] as number);
  if (!layout) return false;
  const records = length - layout.first;
  return layout.single
    ? records >= layout.record || records === 0
    : records >= 0 && records % layout.record === 0;
}

/** Interprets 0x59, the answer to ReadDTCInformation. Sub-functions that only count codes tell nothing new. */
export function readDtcInformation(message: CanMessage, ecu: Ecu, findings: Findings): void {
  const { data, start, length } = message;
  const layout = layouts.get(data[start + 1] as number);
  if (!layout) return;
  const end = start + length;
  for (let at = start + layout.first; at + layout.record <= end; at += layout.record) {
    const severityByte = layout.severity === undefined ? 0 : (data[at + layout.severity] as number);
    readRecord(
      message,
      at + layout.dtc,
      { severityByte, permanent: layout.permanent === true },
      ecu,
      findings,
    );
    if (layout.single) return;
  }
}

function readRecord(
  message: CanMessage,
  at: number,
  { severityByte, permanent }: { severityByte: number; permanent: boolean },
  ecu: Ecu,
  findings: Findings,
): void {
  const { data } = message;
  const [high, middle, failureType, status] = [0, 1, 2, 3].map((i) => data[at + i] as number) as [
    number,
    number,
    number,
    number,
  ];
  const told = permanent ? 'error' : severityOfStatus(status);
  if (!told || (high === 0 && middle === 0 && failureType === 0)) return;
  const code = formatDtcWithType(high, middle, failureType);
  const state = [permanent ? 'permanent' : '', statusText(status)].filter((part) => part !== '').join(', ');
  const type = failureTypeMeaning(failureType);
  const meaning = `${dtcMeaning(formatDtc(high, middle))}${type === '' ? '' : `, ${type}`}`;
  findings.code(
    {
      code,
      source: 'uds',
      severity: told === 'error' && isUrgent(severityByte) ? 'critical' : told,
      message: `${code} in ${ecu.name} (${state}): ${meaning}.`,
    },
    placeOf(message, ecu.topic),
  );
}

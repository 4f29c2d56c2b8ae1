/**
 * How a response lists codes: where the first record is, how long each is, where in it the code and severity byte
 * are.
 */
export interface DtcLayout {
  first: number;
  record: number;
  dtc: number;
  severity?: number;
  /** Only the first record has this form; data of its own follows. */
  single?: boolean;
  permanent?: boolean;
  /** Offset of the byte that contains the format of the codes. */
  format?: number;
  /** Whether the codes stand for the monitors of OBD (SAE J1979-2); after the functional group. */
  readiness?: true;
  /** Offset of the byte that names their readiness group. */
  readinessGroup?: number;
  /** The meaning of the byte that is the status elsewhere. */
  instead?: 'record number' | 'fault detection counter';
}

const codeAndStatus: DtcLayout = { first: 3, record: 4, dtc: 0 };

/** ISO 14229-1:2020, 12.3.3, by sub-function; each record is three bytes of code and one of status. */
const layouts = new Map<number, DtcLayout>([
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
  [0x42, { first: 6, record: 5, dtc: 1, severity: 0, format: 5, readiness: true }],
  [0x55, { first: 5, record: 4, dtc: 0, permanent: true, format: 4 }],
  // Of a readiness group, which the response names last.
  [0x56, { first: 6, record: 4, dtc: 0, format: 4, readiness: true, readinessGroup: 5 }],
]);

/** Undefined for sub-functions that list no codes. */
export function dtcLayout(subFunction: number): DtcLayout | undefined {
  return layouts.get(subFunction);
}

import type { Severity } from '../../../../domain/severity.ts';

/** ISO 14229-1:2020, annex D.2: bits of the status byte of a trouble code. */
const bits: [mask: number, meaning: string][] = [
  [0x01, 'test failed'],
  [0x02, 'test failed this operation cycle'],
  [0x04, 'pending'],
  [0x08, 'confirmed'],
  [0x10, 'not tested since last clear'],
  [0x20, 'failed since last clear'],
  [0x40, 'not tested this operation cycle'],
  [0x80, 'warning indicator requested'],
];

const testFailed = 0x01;
const failedThisCycle = 0x02;
const pending = 0x04;
const confirmed = 0x08;
const failedSinceClear = 0x20;

/** `pending, failed since last clear`. */
export function statusText(status: number): string {
  return bits
    .filter(([mask]) => (status & mask) !== 0)
    .map(([, meaning]) => meaning)
    .join(', ');
}

/**
 * Confirmed or failing now: error; pending: warning; failed only in the past: info; never failed (as in a list of all
 * supported codes): undefined.
 */
export function severityOfStatus(status: number): Severity | undefined {
  if (status & (testFailed | confirmed)) return 'error';
  if (status & pending) return 'warning';
  return status & (failedThisCycle | failedSinceClear) ? 'info' : undefined;
}

/** Annex D.3: bit 7 of the severity byte requests an immediate check. */
export function isUrgent(severityByte: number): boolean {
  return (severityByte & 0x80) !== 0;
}

import type { Severity } from '../../../domain/severity.ts';

/** Levels of syslog (RFC 5424, 6.2.1), which PX4 and MAVLink use; debug (7) and above are left out. */
export const syslogSeverity: Readonly<Record<number, Severity>> = {
  0: 'critical',
  1: 'critical',
  2: 'critical',
  3: 'error',
  4: 'warning',
  5: 'info',
  6: 'info',
};

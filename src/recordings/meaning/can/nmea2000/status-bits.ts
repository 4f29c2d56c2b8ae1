import type { Severity } from '../../../../domain/severity.ts';

export interface StatusBit {
  bit: number;
  name: string;
  severity: Severity;
}

/** A field of alarms in a group: the bytes from `at`, least significant first. */
export interface StatusField {
  at: number;
  bytes: number;
  /** `engine`, before the name of a bit. */
  subject: string;
  bits: readonly StatusBit[];
}

const bits = (rows: [bit: number, severity: Severity, name: string][]): StatusBit[] =>
  rows.map(([bit, severity, name]) => ({ bit, severity, name }));

/**
 * Bits of CANboat's database (8.0.0), ENGINE_STATUS_1 and _2, TRANSMISSION_STATUS_1; not those that say what is being
 * done on purpose (preheating, neutral, sail drive). The severities are ours.
 */
const fields = new Map<number, StatusField[]>([
  [
    127489,
    [
      {
        at: 20,
        bytes: 2,
        subject: 'engine',
        bits: bits([
          [0, 'error', 'check engine'],
          [1, 'error', 'over temperature'],
          [2, 'error', 'low oil pressure'],
          [3, 'warning', 'low oil level'],
          [4, 'warning', 'low fuel pressure'],
          [5, 'warning', 'low system voltage'],
          [6, 'warning', 'low coolant level'],
          [7, 'error', 'no water flow'],
          [8, 'warning', 'water in fuel'],
          [9, 'warning', 'not charging'],
          [11, 'warning', 'high boost pressure'],
          [12, 'warning', 'speed limit exceeded'],
          [13, 'warning', 'EGR'],
          [14, 'error', 'throttle position sensor'],
          [15, 'error', 'emergency stop'],
        ]),
      },
      {
        at: 22,
        bytes: 2,
        subject: 'engine',
        bits: bits([
          [0, 'warning', 'warning level 1'],
          [1, 'error', 'warning level 2'],
          [2, 'error', 'power reduction'],
          [3, 'info', 'maintenance needed'],
          [4, 'error', 'communication error'],
          [5, 'error', 'secondary throttle'],
          [7, 'error', 'shutting down'],
        ]),
      },
    ],
  ],
  [
    127493,
    [
      {
        at: 6,
        bytes: 1,
        subject: 'transmission',
        bits: bits([
          [0, 'error', 'check transmission'],
          [1, 'error', 'over temperature'],
          [2, 'error', 'low oil pressure'],
          [3, 'warning', 'low oil level'],
        ]),
      },
    ],
  ],
]);

export function statusFields(pgn: number): readonly StatusField[] {
  return fields.get(pgn) ?? [];
}

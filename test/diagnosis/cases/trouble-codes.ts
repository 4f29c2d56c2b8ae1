import type { PreviousDrive } from '../../../src/diagnosis/previous-drive.ts';
import { code, file } from '../summaries.ts';
import { type RuleCase, withCode } from './rule-case.ts';

const before: PreviousDrive = {
  versions: [{ component: 'px4', version: '1.14' }],
  error_codes: [{ code: 'old fault', source: 'diagnostics' }],
  findings: [],
  omitted: { error_codes: 0 },
};
const updated = (...codes: string[]) =>
  file('a', {
    summary: { versions: [{ component: 'px4', version: '1.15' }], codes: codes.map((one) => code(one)) },
  });

export const troubleCodeCases: RuleCase[] = [
  {
    rule: 'obd-dtc',
    hit: {
      'a common code': {
        files: [withCode(['CAN 1 7E8 P0301', { source: 'obd' }])],
        severity: 'error',
        says: /P0301: misfire of cylinder 1/,
      },
      'a code of a range': {
        files: [withCode(['P0789', { source: 'obd', severity: 'warning' }])],
        severity: 'warning',
        says: /P0789: transmission/,
      },
    },
    miss: {
      'another source': [withCode(['P0301', { source: 'log' }])],
      'no code': [withCode(['negative response', { source: 'obd' }])],
      'a lamp': [withCode(['MIL on, P0301', { source: 'obd' }])],
    },
  },
  {
    rule: 'uds-dtc',
    hit: {
      'with a failure type': {
        files: [withCode(['U0100-87', { source: 'uds' }])],
        severity: 'error',
        says: /no communication with the engine control unit: message missing/,
      },
    },
    miss: { 'a refused request': [withCode(['0x27 refused: 0x37', { source: 'uds', severity: 'info' }])] },
  },
  {
    rule: 'j1939-dtc',
    hit: {
      active: {
        files: [withCode(['SPN 110 FMI 0', { source: 'j1939', severity: 'critical' }])],
        severity: 'critical',
        says: /engine coolant temperature: far above its normal range/,
      },
      'known to the maker': {
        files: [withCode(['SPN 516123 FMI 31', { source: 'j1939' }])],
        severity: 'error',
        says: /SPN 516123 FMI 31: the condition exists/,
      },
    },
    miss: { 'a lamp': [withCode(['red stop lamp', { source: 'j1939', severity: 'critical' }])] },
  },
  {
    rule: 'warning-lamps',
    hit: {
      mil: {
        files: [withCode(['MIL on', { source: 'obd', severity: 'warning' }])],
        severity: 'warning',
        says: /MIL on/,
      },
      'red stop': {
        files: [
          withCode(
            ['red stop lamp', { source: 'j1939', severity: 'critical' }],
            ['amber warning lamp', { source: 'j1939', severity: 'warning' }],
          ),
        ],
        severity: 'critical',
        says: /2 warning lamps lit/,
      },
    },
    miss: { 'a lamp that failed': [withCode(['brake lamp: open', { source: 'diagnostics' }])] },
  },
  {
    rule: 'bus-off',
    hit: {
      off: {
        files: [withCode(['CAN 2: bus off', { source: 'can', severity: 'critical', count: 1 }])],
        severity: 'critical',
        says: /Bus off: CAN 2/,
      },
      passive: {
        files: [withCode(['CAN 2: error passive', { source: 'can' }])],
        severity: 'error',
        says: /error-passive/,
      },
    },
    miss: { 'error frames': [withCode(['CAN 2: error frame', { source: 'can' }])] },
  },
  {
    rule: 'bus-errors',
    hit: {
      some: {
        files: [withCode(['CAN 1: error frame', { source: 'can', severity: 'warning', count: 40 }])],
        severity: 'warning',
        says: /CAN 1: error frame \(40 times\)/,
      },
      'at start-up': {
        files: [withCode(['CAN 1: error frame', { source: 'can', severity: 'warning', count: 2 }])],
        severity: 'info',
        says: /2 times/,
      },
      flood: {
        files: [withCode(['CAN 1: error frame', { source: 'can', severity: 'warning', count: 4000 }])],
        severity: 'error',
        says: /4,000 times/,
      },
    },
    miss: { 'bus off': [withCode(['CAN 1: bus off', { source: 'can' }])] },
  },
  {
    rule: 'lost-frames',
    hit: {
      overrun: {
        files: [withCode(['CAN 1: overrun', { source: 'can' }])],
        severity: 'warning',
        says: /Frames lost/,
      },
    },
    miss: { 'error frames': [withCode(['CAN 1: error frame', { source: 'can' }])] },
  },
  {
    rule: 'px4-events',
    hit: {
      error: {
        files: [withCode(['Compass 0 inconsistent', { source: 'px4-event', count: 1 }])],
        severity: 'error',
        says: /Flight controller: Compass/,
      },
    },
    miss: {
      'a single warning': [withCode(['Low battery', { source: 'px4-event', severity: 'warning', count: 1 }])],
      spoofing: [withCode(['GPS spoofing detected', { source: 'px4-event' }])],
    },
  },
  {
    rule: 'gps-interference',
    hit: {
      spoofing: {
        files: [withCode(['GPS spoofing detected', { source: 'px4-event', severity: 'warning' }])],
        severity: 'error',
        says: /spoofing/,
      },
      jamming: {
        files: [
          withCode([
            'vehicle_gps_position: jamming critical',
            { source: 'diagnostics', severity: 'warning' },
          ]),
        ],
        severity: 'warning',
        says: /jamming/,
      },
    },
    miss: {
      'none found': [withCode(['GPS: no jamming', { severity: 'info' }])],
      'a printer': [withCode(['paper jammed'])],
    },
  },
  {
    rule: 'clock-jump',
    hit: {
      once: {
        files: [withCode(['clock jump', { source: 'clock', severity: 'warning', count: 1 }])],
        severity: 'info',
        says: /Clock jump/,
      },
      'many topics': {
        files: [withCode(['clock jump', { source: 'clock', severity: 'warning', count: 4 }])],
        severity: 'warning',
        says: /4 topics/,
      },
    },
    miss: { none: [withCode(['x'])] },
  },
  {
    rule: 'undecoded-messages',
    hit: {
      some: {
        files: [withCode(['/diagnostics', { source: 'decoder', severity: 'warning', count: 7 }])],
        severity: 'info',
        says: /7 messages could not be decoded/,
      },
    },
    miss: { none: [withCode(['x'])] },
  },
  {
    rule: 'fault-after-update',
    hit: {
      'a new fault': {
        files: [updated('old fault', 'new fault')],
        previous: before,
        severity: 'error',
        says: /1 new fault with px4 1\.15: new fault.*1\.14/s,
      },
    },
    miss: {
      'no report before': [updated('new fault')],
    },
  },
];

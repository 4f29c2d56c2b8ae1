import type { PreviousDrive } from '../../../../src/diagnosis/previous-drive.ts';
import { code, file, topic } from '../../../support/diagnosis/summaries.ts';
import { type RuleCase, withCode } from './rule-case.ts';

const before: PreviousDrive = {
  versions: [{ component: 'px4', version: '1.14' }],
  error_codes: [{ code: 'old fault', source: 'diagnostics', severity: 'error' }],
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
      stored: {
        files: [
          withCode([
            'P0301',
            { source: 'obd', message: 'P0301 stored in CAN 1 0x7E8: misfire in cylinder 1.' },
          ]),
        ],
        severity: 'error',
        says: /^P0301 stored in CAN 1 0x7E8: misfire in cylinder 1 /,
      },
      'with what the vehicle did then': {
        files: [
          withCode(
            ['P0301', { source: 'obd', message: 'P0301 stored.' }],
            [
              'P0301 freeze frame',
              { source: 'obd', severity: 'info', message: 'When P0301 was stored: engine speed 1726 rpm.' },
            ],
          ),
        ],
        severity: 'error',
        says: /When P0301 was stored: engine speed 1726 rpm/,
      },
      'cleared in the middle of the drive': {
        files: [
          withCode(['DTCs cleared', { source: 'obd', severity: 'info', message: 'ECU cleared its codes.' }]),
        ],
        severity: 'info',
        says: /cleared/,
      },
      'a test that failed': {
        files: [
          withCode([
            'monitor 0x21 test 0x80 failed',
            { source: 'obd', severity: 'warning', message: 'ECU failed a test of catalyst bank 1: 1.2 V.' },
          ]),
        ],
        severity: 'warning',
        says: /failed a test of catalyst bank 1/,
      },
      pending: {
        files: [
          withCode([
            'P0171',
            { source: 'obd', severity: 'warning', message: 'P0171 pending: mixture too lean.' },
          ]),
        ],
        severity: 'warning',
        says: /pending/,
      },
    },
    miss: {
      'another source': [withCode(['P0301', { source: 'log' }])],
      'a refusal': [withCode(['mode 03: NRC 0x12', { source: 'obd' }])],
      'a lamp': [withCode(['MIL on', { source: 'obd' }])],
    },
  },
  {
    rule: 'uds-dtc',
    hit: {
      'with a failure type': {
        files: [
          withCode([
            'U0100-87',
            { source: 'uds', message: 'U0100-87 in ECU 0x77E (confirmed): message missing.' },
          ]),
        ],
        severity: 'error',
        says: /confirmed/,
      },
    },
    miss: {
      'a refused request': [withCode(['SecurityAccess: NRC 0x37', { source: 'uds', severity: 'info' }])],
    },
  },
  {
    rule: 'j1939-dtc',
    hit: {
      active: {
        files: [
          withCode([
            'SPN 110 FMI 0',
            {
              source: 'j1939',
              severity: 'critical',
              message: 'SPN 110 FMI 0 active: engine coolant temperature, far above normal.',
            },
          ]),
        ],
        severity: 'critical',
        says: /engine coolant temperature/,
      },
      'in a way that is not defined': {
        files: [
          withCode([
            'SPN 458778 FMI 24',
            { source: 'j1939', severity: 'warning', message: 'SPN 458778 FMI 24 active in ECU 0x80.' },
          ]),
        ],
        severity: 'info',
        says: /FMI 24/,
      },
    },
    miss: { 'a lost message': [withCode(['CAN 2: J1939 transport timeout', { source: 'j1939' }])] },
  },
  {
    rule: 'warning-lamps',
    hit: {
      mil: {
        files: [withCode(['MIL on', { source: 'obd' }])],
        severity: 'error',
        says: /Lit: malfunction indicator lamp/,
      },
      'red stop': {
        files: [
          withCode(
            [
              'SPN 110 FMI 0',
              {
                source: 'j1939',
                severity: 'critical',
                message: 'SPN 110; on: red stop lamp, amber warning lamp (DM1).',
              },
            ],
            [
              'SPN 96 FMI 3',
              {
                source: 'j1939',
                severity: 'error',
                message: 'SPN 96; on: amber warning lamp; occurred 3 times (DM1).',
              },
            ],
          ),
        ],
        severity: 'critical',
        says: /Lit: red stop lamp, amber warning lamp 2 codes/,
      },
    },
    miss: {
      'a lamp that failed': [withCode(['brake lamp: open', { source: 'diagnostics' }])],
      'no lamp': [
        withCode(['SPN 96 FMI 3', { source: 'j1939', message: 'SPN 96 FMI 3 previously active.' }]),
      ],
    },
  },
  {
    rule: 'control-unit-changes',
    hit: {
      'codes not stored': {
        files: [
          withCode([
            'DTC storing switched off',
            {
              source: 'uds',
              severity: 'info',
              count: 1,
              message: 'CAN 1 0x77E stopped storing trouble codes.',
            },
          ]),
        ],
        severity: 'warning',
        says: /^Trouble codes were not stored: CAN 1 0x77E stopped/,
      },
      silenced: {
        files: [withCode(['communication switched off', { source: 'uds', severity: 'info' }])],
        severity: 'warning',
        says: /ordered to be silent/,
      },
      programmed: {
        files: [
          withCode(
            ['security access granted', { source: 'uds', severity: 'info', count: 1 }],
            ['programming session', { source: 'uds', severity: 'info', count: 1 }],
          ),
        ],
        severity: 'warning',
        says: /opened for programming: programming session .*Also: security access granted \(once\)/,
      },
      'access alone': {
        files: [withCode(['security access granted', { source: 'uds', severity: 'info' }])],
        severity: 'info',
        says: /security access granted/,
      },
      'one reset': {
        files: [withCode(['ECU reset', { source: 'uds', severity: 'info', count: 1 }])],
        severity: 'info',
        says: /reset.*once/,
      },
      'resets again and again': {
        files: [withCode(['ECU reset', { source: 'uds', severity: 'info', count: 3 }])],
        severity: 'warning',
        says: /3 times/,
      },
    },
    miss: {
      'a log line': [withCode(['ECU reset', { source: 'log' }])],
      'codes cleared': [withCode(['DTCs cleared', { source: 'uds', severity: 'info' }])],
    },
  },
  {
    rule: 'diagnostic-communication',
    hit: {
      refused: {
        files: [withCode(['RoutineControl: NRC 0x22', { source: 'uds', severity: 'warning', count: 12 }])],
        severity: 'warning',
        says: /failed: RoutineControl: NRC 0x22/,
      },
      'lost once': {
        files: [
          withCode(['CAN 2: J1939 transport timeout', { source: 'j1939', severity: 'warning', count: 1 }]),
        ],
        severity: 'info',
        says: /once/,
      },
      'lost again and again': {
        files: [withCode(['CAN 1: ISO-TP timeout', { source: 'can', severity: 'warning', count: 30 }])],
        severity: 'warning',
        says: /ISO-TP timeout/,
      },
    },
    miss: {
      'a lamp': [withCode(['lamp without a code: red stop lamp', { source: 'j1939', severity: 'critical' }])],
      'not supported': [
        withCode(['SecurityAccess: NRC 0x11', { source: 'uds', severity: 'info', count: 40 }]),
      ],
      'a code': [withCode(['P0301', { source: 'obd' }])],
    },
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
      'by its controller, once': {
        files: [
          withCode([
            'CAN 2: error passive',
            { source: 'can', count: 1, first: { ...code('').first, topic: 'CAN 2' } },
          ]),
        ],
        severity: 'error',
        says: /error-passive/,
      },
      'by the indicator in a single frame': {
        files: [
          withCode([
            'CAN 2: error passive',
            { source: 'can', count: 1, first: { ...code('').first, topic: 'CAN 2 0x123' } },
          ]),
        ],
        severity: 'info',
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
        files: [
          withCode(['CAN 1: error frame', { source: 'can', severity: 'warning', count: 2 }]),
          file('frames', { summary: { topics: [topic('CAN 1 0x100', { type: 'CAN', encoding: 'can' })] } }),
        ],
        severity: 'info',
        says: /2 times/,
      },
      'and hardly anything else': {
        files: [withCode(['CAN 1: error frame', { source: 'can', severity: 'warning', count: 2 }])],
        severity: 'warning',
        says: /2 times/,
      },
      'on Ethernet': {
        files: [withCode(['Ethernet 1: Ethernet error', { source: 'can', severity: 'warning', count: 12 }])],
        severity: 'warning',
        says: /Ethernet 1: Ethernet error \(12 times\)/,
      },
      'on FlexRay': {
        files: [withCode(['FlexRay 2: FlexRay error', { source: 'can', severity: 'warning', count: 12 }])],
        severity: 'warning',
        says: /FlexRay 2: FlexRay error/,
      },
      flood: {
        files: [withCode(['CAN 1: error frame', { source: 'can', severity: 'warning', count: 4000 }])],
        severity: 'error',
        says: /4,000 times/,
      },
    },
    miss: {
      'bus off': [withCode(['CAN 1: bus off', { source: 'can' }])],
      'a lost message': [withCode(['CAN 1: ISO-TP sequence error', { source: 'can' }])],
    },
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
        says: /Flight controller: Compass 0 inconsistent \(text\) Reported once in 1 file \(Compass 0 inconsistent\)/,
      },
    },
    miss: {
      'arming checks': [
        withCode([
          'px4 event check_gps',
          { source: 'px4-event', severity: 'warning', count: 50, message: 'Arming check: no GPS' },
        ]),
      ],
      'a few warnings in each of many logs': Array.from({ length: 5 }, (_, i) => ({
        ...withCode(['Low battery', { source: 'px4-event', severity: 'warning', count: 4 }]),
        file_id: `id-${i}`,
      })),
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

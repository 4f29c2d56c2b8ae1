import { file } from '../../../support/diagnosis/summaries.ts';
import type { RuleCase } from './rule-case.ts';

export const filesCases: RuleCase[] = [
  {
    rule: 'damaged-recordings',
    hit: {
      one: {
        files: [
          file('a'),
          file('b'),
          file('c', {
            verdict: { code: 'corrupt', message: 'Chunk 3 is damaged.', offset: 77, salvaged_messages: 5 },
          }),
        ],
        severity: 'warning',
        says: /1 recording damaged/,
      },
      most: {
        files: [
          file('a'),
          file('c', { verdict: { code: 'truncated', message: 'Short.', salvaged_messages: 5 } }),
        ],
        severity: 'error',
        says: /1 file of 2/,
      },
    },
    miss: { whole: [file('a')] },
  },
  {
    rule: 'failed-files',
    hit: {
      lost: {
        files: [
          file('a'),
          file('b', { state: 'failed', verdict: { code: 'corrupt', message: 'No chunk is whole.' } }),
        ],
        severity: 'error',
        says: /1 file could not be read/,
      },
      empty: {
        files: [file('a'), file('b', { state: 'failed', verdict: { code: 'empty', message: 'No bytes.' } })],
        severity: 'warning',
        says: /1 file of 2/,
      },
      'of no format that is known': {
        files: [
          file('a'),
          file('notes.txt', { state: 'failed', verdict: { code: 'unknown_format', message: 'Text.' } }),
          file('rows.csv', { state: 'failed', verdict: { code: 'unsupported', message: 'No times.' } }),
        ],
        severity: 'info',
        says: /2 files could not be read/,
      },
      'of no format that is known, and not named as a text': {
        files: [
          file('a'),
          file('drive_05.rec', { state: 'failed', verdict: { code: 'unknown_format', message: 'Zeros.' } }),
        ],
        severity: 'warning',
        says: /1 file could not be read/,
      },
    },
    miss: { whole: [file('a')] },
  },
  {
    rule: 'coverage-holes',
    hit: {
      'in a drive': {
        files: [file('a'), file('b', { from: 60, to: 120 }), file('c', { from: 160, to: 220 })],
        severity: 'warning',
        says: /1 hole .* 40 s/,
      },
      'between events': {
        files: [file('a'), file('b', { from: 160, to: 220 }), file('c', { from: 400, to: 420 })],
        severity: 'info',
        says: /stand alone/,
      },
    },
    miss: {
      joined: [file('a'), file('b', { from: 60.9, to: 120 })],
      'another drive': [file('a'), file('b', { from: 7200, to: 7300 })],
    },
  },
  {
    rule: 'wrong-vehicle',
    hit: {
      'two vehicles': {
        files: ['WVWZZZ1JZ3W386752', 'WVWZZZ1JZ3W386753'].map((version) =>
          file(version, { summary: { versions: [{ component: 'vin', version }] } }),
        ),
        severity: 'warning',
        says: /Wrong vehicle\? 2 VINs in one batch/,
      },
      'a wrong check digit': {
        files: [file('a', { summary: { versions: [{ component: 'vin', version: '1M8GDM9A0KP042788' }] } })],
        severity: 'info',
        says: /ninth character is 0; by the other characters it is X/,
      },
    },
    miss: {
      'one vehicle': ['a', 'b'].map((name) =>
        file(name, { summary: { versions: [{ component: 'vin', version: '1M8GDM9AXKP042788' }] } }),
      ),
      'no check digit in Europe': [
        file('a', { summary: { versions: [{ component: 'vin', version: 'WVWZZZ1JZ3W386752' }] } }),
      ],
      'no VIN': [file('a', { summary: { versions: [{ component: 'vin', version: 'unknown' }] } })],
    },
  },
  {
    rule: 'mixed-versions',
    hit: {
      'of one recorder': {
        files: ['CE 01.04.02', 'CE 01.06.00'].map((version) =>
          file(version, { summary: { versions: [{ component: 'recorder', version }] } }),
        ),
        severity: 'info',
        says: /2 versions of recorder/,
      },
      two: {
        files: ['1.14', '1.15'].map((version) =>
          file(version, { summary: { versions: [{ component: 'px4', version }] } }),
        ),
        severity: 'info',
        says: /2 versions of px4/,
      },
      several: {
        files: ['1.14', '1.15'].map((version) =>
          file(version, {
            summary: {
              versions: [
                { component: 'px4', version },
                { component: 'os', version },
              ],
            },
          }),
        ),
        severity: 'info',
        says: /2 components in more than one version/,
      },
    },
    miss: {
      'several recorders': ['libmcap 1.3', 'CE 01.04.02'].map((version) =>
        file(version, { summary: { versions: [{ component: 'recorder', version }] } }),
      ),
      one: [
        file('a', {
          summary: {
            versions: [
              { component: 'px4', version: '1.15' },
              { component: 'os', version: '11' },
            ],
          },
        }),
      ],
    },
  },
];

import { expect, test } from 'vitest';
import { dtcMeaning, failureTypeMeaning } from '../../../../../src/recordings/meaning/can/dtc/dtc-meaning.ts';
import { standardText } from '../../../../../src/recordings/meaning/can/dtc/standard-text.ts';

test.each([
  [0x00, ''],
  [0x02, 'signal amplitude or frequency'],
  [0x09, 'component failure'],
  [0x11, 'short to ground'],
  [0x1f, 'intermittent circuit'],
  [0x1d, 'current out of range'],
  [0x87, 'message missing'],
  [0x8e, 'bus signal or message failure'],
  [0xf1, ''],
])('failure type 0x%s of SAE J2012-DA', (type, meaning) => {
  expect(failureTypeMeaning(type)).toBe(meaning);
});

test.each([
  ['P0301', 'misfire in cylinder 1'],
  ['P1234', 'powertrain, defined by the manufacturer'],
  ['P2100', 'powertrain'],
  ['P3000', 'powertrain, defined by the manufacturer'],
  ['P3400', 'powertrain'],
  ['C0010', 'chassis'],
  ['C2000', 'chassis, defined by the manufacturer'],
  ['B1000', 'body, defined by the manufacturer'],
  ['U0199', 'no communication with a control module'],
  ['U1000', 'network, defined by the manufacturer'],
])('%s lies in its range of SAE J2012', (code, meaning) => {
  expect(dtcMeaning(code)).toBe(meaning);
});

test.each([
  ['P0301', 'misfire in cylinder 1'],
  ['U0100-87', 'no communication with the engine control module, message missing'],
  ['P0301-00', 'misfire in cylinder 1'],
  ['SPN 100 FMI 1', 'engine oil pressure, far below normal'],
  ['P1234', undefined],
  ['P3000', undefined],
  ['B1000-11', undefined],
  ['SPN 520192 FMI 1', undefined],
  ['P0301 freeze frame', undefined],
  ['MIL on', undefined],
])('%s means the same on every vehicle if a standard defines it', (code, text) => {
  expect(standardText(code)).toBe(text);
});

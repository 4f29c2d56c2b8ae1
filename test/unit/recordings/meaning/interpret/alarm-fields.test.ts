import { expect, test } from 'vitest';
import {
  AlarmReports,
  findAlarmFields,
  namesAlarm,
} from '../../../../../src/recordings/meaning/interpret/alarm-fields.ts';
import type { Fields } from '../../../../../src/recordings/meaning/interpret/interpreter.ts';

/** Codes that the messages of a topic give. */
function alarmsIn(topic: string, messages: Fields[]): string[] {
  const codes: string[] = [];
  const findings = {
    code: ({ code, severity }: { code: string; severity: string }) => codes.push(`${severity} ${code}`),
    metric: () => undefined,
    log: () => undefined,
    omit: () => undefined,
  };
  const reports = new AlarmReports();
  for (const message of messages)
    reports.report(findAlarmFields(message, topic), message, { timeNs: 0n, topic }, findings);
  return codes;
}

test('a word of bits that names active errors is an error code', () => {
  expect(alarmsIn('/axis', [{ active_errors: 0 }, { active_errors: 513 }])).toEqual([
    'error /axis: active_errors 513',
  ]);
  expect(namesAlarm('uint32 active_errors')).toBe(true);
});

test('alarms are told when they begin, and error codes also when they change', () => {
  const at = (overheat_alarm: boolean, error_code: number | string) => ({
    overheat_alarm,
    state: { error_code },
  });
  expect(
    alarmsIn('/robot', [
      at(false, 0),
      at(true, 0),
      at(true, 17),
      at(true, 17),
      at(false, 18),
      at(true, 'OK'),
    ]),
  ).toEqual([
    'warning /robot: overheat_alarm',
    'error /robot: error_code 17',
    'error /robot: error_code 18',
    'warning /robot: overheat_alarm',
  ]);
});

test('an emergency stop counts once it had been released', () => {
  const pressed = (...states: boolean[]) =>
    alarmsIn(
      '/emergency_stop',
      states.map((data) => ({ data })),
    );
  expect(pressed(true, true)).toEqual([]);
  expect(pressed(true, false, true, false, true)).toHaveLength(2);
  expect(pressed(false, true)[0]).toBe('error /emergency_stop: emergency_stop');
  expect(alarmsIn('/base', [{ eStopPressed: 0 }, { eStopPressed: 1 }])).toEqual([
    'error /base: eStopPressed 1',
  ]);
});

test('what is no alarm is none', () => {
  expect(
    alarmsIn('/x', [{ error: 0.2, default: 1, alarm: 'none', fault: '0', error_codes_supported: 3 }]),
  ).toEqual([]);
  expect(namesAlarm('float32 error\nbool default_value')).toBe(false);
  expect(namesAlarm('bool emergency_stop')).toBe(true);
});

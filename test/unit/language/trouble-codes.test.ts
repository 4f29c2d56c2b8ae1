import { describe, expect, test } from 'vitest';
import { loadLanguage } from '../../../src/language/load-language.ts';
import {
  dtcMeaning,
  failureTypeMeaning,
  typedMeaning,
} from '../../../src/recordings/meaning/can/dtc/dtc-meaning.ts';
import { formatDtc } from '../../../src/recordings/meaning/can/dtc/format-dtc.ts';
import { failureMode, suspectParameterName } from '../../../src/recordings/meaning/can/j1939/names.ts';
import { ecuName } from '../../../src/recordings/meaning/can/j1939/parameter-group.ts';
import { obdParameter } from '../../../src/recordings/meaning/can/obd/parameters.ts';
import { statusText } from '../../../src/recordings/meaning/can/uds/dtc-status.ts';
import { codeText } from '../../../src/text/code-text.ts';

const chinese = await loadLanguage('zh');
const inChinese = (message: string) => codeText({ source: 'obd', message }, chinese);
const range = (length: number) => Array.from({ length }, (_, index) => index);
/** What is left in English once names that are the same in Chinese are taken out. */
const leftInEnglish = (texts: Iterable<string>) =>
  [...new Set(texts)].filter((text) => /[a-z]{2}/.test(inChinese(text)));

describe('the text of a trouble code has Chinese', () => {
  test('of every code of SAE J2012', () => {
    expect(
      leftInEnglish(range(0x1_0000).map((code) => dtcMeaning(formatDtc(code >> 8, code & 0xff)))),
    ).toEqual([]);
  });

  test('of every failure type', () => {
    const types = range(256).filter((type) => failureTypeMeaning(type) !== '');
    expect(leftInEnglish(types.map((type) => typedMeaning('P0130', type)))).toEqual([]);
  });

  test('of every parameter and failure mode of J1939', () => {
    const parameters = range(6_000).map(suspectParameterName);
    const named = parameters.filter((name, spn) => name !== `suspect parameter ${spn}` || spn < 10);
    expect(named.length).toBeGreaterThan(60);
    expect(leftInEnglish(named.map((name) => `${name}, ${failureMode(0)}`))).toEqual([]);
    expect(
      leftInEnglish(range(32).map((fmi) => `${suspectParameterName(520_000)}, ${failureMode(fmi)}`)),
    ).toEqual([]);
  });

  test('of every state and control unit', () => {
    const states = range(255).map(
      (status) => `P0301-00 in ECU 0x7E8 on CAN 1 (${statusText(status + 1)}): no signal.`,
    );
    expect(leftInEnglish(states)).toEqual([]);
    const units = range(256).map(
      (address) => `SPN 100 FMI 1 active in ${ecuName(address)}: fuel level, below normal`,
    );
    expect(leftInEnglish(units)).toEqual([]);
  });

  test('of every figure of a freeze frame', () => {
    const labels = range(256).flatMap((pid) => obdParameter(pid)?.measures.map(({ label }) => label) ?? []);
    const frames = labels.map(
      (label) => `When P0301 was stored in ECU 0x7E8 on CAN 1: ${label} -1.5 %, ${label} 2 %.`,
    );
    expect(leftInEnglish(frames)).toEqual([]);
  });

  test.each([
    [
      'P0301 stored in ECU 0x7E8 on CAN 1: misfire in cylinder 1',
      'P0301（已存储，CAN 1 的 ECU 0x7E8）：气缸 1 失火',
    ],
    [
      'SPN 110 FMI 0 active in ECU 0x00 (engine): engine coolant temperature, far above normal; on: red stop lamp, protect lamp; occurred 3 times (DM1).',
      'SPN 110 FMI 0（当前激活，ECU 0x00 (发动机)）：发动机冷却液温度，远高于正常范围；点亮：红色停车灯、保护灯；出现 3 次（DM1）。',
    ],
    [
      'SPN 1 FMI 0 active in ECU 0x00 (engine): suspect parameter 1, far above normal; the SPN is of an older form (conversion method 1) and may also be 8 (suspect parameter 8) or 190 (engine speed) (DM1).',
      'SPN 1 FMI 0（当前激活，ECU 0x00 (发动机)）：可疑参数 1，远高于正常范围；SPN 采用旧格式（转换方式 1），也可能是 8（可疑参数 8）或 190（发动机转速）（DM1）。',
    ],
    [
      'SPN 1043 FMI 2 active in ECU 0x0B (brakes): sensor supply voltage, erratic or implausible data; on: red stop lamp…',
      'SPN 1043 FMI 2（当前激活，ECU 0x0B (制动系统)）：传感器供电电压，数据不稳定或不合理；点亮：红色停车灯…',
    ],
    [
      'U0100-87 in ECU 0x77E on CAN 1 (pending, confirmed): no communication with the engine control module, message…',
      'U0100-87（CAN 1 的 ECU 0x77E，未决，已确认）：与发动机控制模块失去通信…',
    ],
    ['U0100-87 in ECU 0x77E on CAN 1 (pending, confi…', 'U0100-87（CAN 1 的 ECU 0x77E，未决…）'],
    [
      'ECU 0x77E on CAN 1 refused SecurityAccess (0x27): requiredTimeDelayNotExpired (0x37).',
      'CAN 1 的 ECU 0x77E 拒绝了 SecurityAccess（0x27）：requiredTimeDelayNotExpired（0x37）。',
    ],
  ])('as in %j', (text, known) => {
    expect(inChinese(text)).toBe(known);
  });
});

test('a text longer than any that readers write is not taken apart', () => {
  const engines = (count: number) => Array<string>(count).fill('engine').join(', ');
  expect(inChinese(engines(100))).toMatch(/^(?:发动机，){99}发动机$/);
  expect(inChinese(engines(1_000))).toBe(engines(1_000));
});

test('a text that the standards do not have stays as it was, and so does one of a vehicle', () => {
  const cut = 'P0301 stored in ECU 0x7E8 on CAN 1: misfire in cyl…';
  expect(inChinese(cut)).toBe(cut);
  expect(codeText({ source: 'diagnostics', message: 'no signal' }, chinese)).toBe('no signal');
  expect(chinese.ofArgus('Topic network fell silent for 12 s')).toBe('话题 network 中断 12 s');
});

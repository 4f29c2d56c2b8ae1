import fc from 'fast-check';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { estimateTokens } from '../../../src/diagnosis/narrative/estimate-tokens.ts';
import { factsOf } from '../../../src/diagnosis/narrative/facts.ts';
import { promptWithin } from '../../../src/diagnosis/narrative/prompt.ts';
import { aggregateOf, richDrive } from '../../support/diagnosis/summaries.ts';

const trueCount = (text: string) =>
  countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });
const ratio = (text: string) => estimateTokens(text) / trueCount(text);

describe('the estimate of tokens, compared with the tables of o200k_base', () => {
  test('is at least the count of a prompt about findings, and at most a third more', () => {
    const aggregate = aggregateOf(...richDrive());
    const facts = factsOf(aggregate, diagnose(aggregate));
    const planned = promptWithin(facts, 100_000, estimateTokens);
    const text = JSON.stringify(planned?.prompt);
    expect(ratio(text)).toBeGreaterThanOrEqual(1);
    expect(ratio(text)).toBeLessThanOrEqual(1.35);
  });

  test.each([
    [
      'English',
      'The supply voltage fell below 9.6 V while the engine was cranking; three control units restarted.',
    ],
    [
      'JSON',
      '{"rule":"under-voltage","time":"2026-11-29T05:19:30.123456789Z","offset":1048576,"value":8.4213}',
    ],
    ['topics', '/diagnostics /sensor/imu/data_raw vehicle_gps_position.eph CAN1 0x18FEF100 P0301 U0100'],
    ['hexadecimal', 'a51f040b2ad7f5513d88a00681de8bdd9283997b680952920e3e21c6800515c5'],
    ['German', 'Batteriespannung unterschritten, Kühlmitteltemperatursensor liefert unplausible Werte.'],
    ['Chinese', '发动机温度过高，蓄电池电压过低，请检查冷却液。'],
    ['Russian', 'Напряжение аккумулятора слишком низкое, проверьте генератор.'],
    ['Arabic', 'ارتفاع حرارة المحرك جهد البطارية منخفض'],
    ['symbols', '→ ≥ 🔥🔥 ⚠ ————— ==== ((([[[{{{'],
  ])('of %s is not below nine tenths, nor above two and a half times', (_, text) => {
    expect(ratio(text)).toBeGreaterThanOrEqual(0.9);
    expect(ratio(text)).toBeLessThanOrEqual(2.5);
  });

  test('never exceeds the bytes of a text by more than rounding, and is never below a quarter of the count', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 }), (text) => {
        expect(estimateTokens(text)).toBeLessThanOrEqual(Buffer.byteLength(text) + 1);
        expect(estimateTokens(text)).toBeGreaterThanOrEqual(trueCount(text) / 4);
      }),
    );
  });
});

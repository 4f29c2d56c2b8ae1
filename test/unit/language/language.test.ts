import { describe, expect, test } from 'vitest';
import { english } from '../../../src/language/language.ts';
import { loadLanguage } from '../../../src/language/load-language.ts';

const chinese = await loadLanguage('zh');

describe('a language', () => {
  test('puts values in their places, which may differ', () => {
    const values = { run: 2, batchId: 'b' };
    expect(english.t('Run {run} of batch {batchId}', values)).toBe('Run 2 of batch b');
    expect(chinese.t('Run {run} of batch {batchId}', values)).toBe('批次 b 的第 2 次运行');
  });

  test('takes values as they come: what looks like a name in braces is none', () => {
    expect(english.t('Import {name}', { name: '{name}' })).toBe('Import {name}');
  });

  test('gives parts in the order of the language, texts beside each other as one', () => {
    const node = { a: 1 };
    expect(english.parts('Since {time} by {placedBy}', { time: node, placedBy: 'Ada' })).toEqual([
      'Since ',
      node,
      ' by Ada',
    ]);
    expect(chinese.parts('Since {time} by {placedBy}', { time: node, placedBy: 'Ada' })).toEqual([
      '自 ',
      node,
      ' 起，由 Ada 设置',
    ]);
  });

  test('counts', () => {
    expect([english.count(1, 'file'), english.count(2_048, 'batch', 'batches')]).toEqual([
      '1 file',
      '2,048 batches',
    ]);
    expect([chinese.count(1, 'file'), chinese.count(2_048, 'batch', 'batches')]).toEqual([
      '1 个文件',
      '2,048 个批次',
    ]);
    expect([english.more(1, 'file'), english.more(3, 'entry', 'entries')]).toEqual([
      '1 more file',
      '3 more entries',
    ]);
    expect([english.many('topic'), chinese.many('topic')]).toEqual(['topics', '话题']);
  });

  test('leaves texts that are not of Argus as they are', () => {
    for (const text of ['motor: stalled', 'constructor', '__proto__', '', '5', 'a'.repeat(5_000)]) {
      expect(chinese.ofArgus(text)).toBe(text);
      expect(english.ofArgus(text)).toBe(text);
    }
  });

  test.each([
    ['1 recording missing by number', '按编号缺少 1 个录制文件'],
    [
      'Topic /scan fell silent for 12 s, and 2 findings that may follow from it (5 files over 4 min). 5 more findings, 1 note.',
      '话题 /scan 中断 12 s，以及可能由此引起的 2 个发现项（共 4 min 的 5 个文件）。5 个其他发现项，1 条提示。',
    ],
    ['No fault found in 1 file over 1 min.', '共 1 min 的 1 个文件中未发现故障。'],
    ['No fault found in 1 file. 1 note for reading.', '1 个文件中未发现故障。1 条提示供参考。'],
    [
      'Not judged beyond its timing: /scan. No fault found in 2 files over 1 min. 2 notes for reading.',
      '除时序外未作判断：/scan。共 1 min 的 2 个文件中未发现故障。2 条提示供参考。',
    ],
    [
      'Could not be read: a.txt. No fault found in 2 files over 1 min. 2 notes for reading.',
      '未读取：a.txt。共 1 min 的 2 个文件中未发现故障。2 条提示供参考。',
    ],
    [
      'Nothing could be judged: a.txt could not be read. 1 note for reading.',
      '无法作任何判断：a.txt 无法读取。1 条提示供参考。',
    ],
    ['motor: stalled (3 files).', 'motor: stalled（3 个文件）。'],
    [
      'SPN 1 active in ECU 0x0B (brakes): x, and 1 finding that may follow from it (9 files over 4 min 1 s). 16 more findings with 8 that may follow, 3 notes.',
      'SPN 1 active in ECU 0x0B (brakes): x，以及可能由此引起的 1 个发现项（共 4 min 1 s 的 9 个文件）。16 个其他发现项，其中 8 个可能由此引起，3 条提示。',
    ],
    [
      'b.mcap is 1.5 s behind a.mcap (± 0 s, from 5 events that both recorded).',
      'b.mcap 慢于 a.mcap 1.5 s（± 0 s，依据两者都录制的 5 个事件）。',
    ],
    ['Lit: red stop lamp, amber warning lamp', '点亮：红色停车灯、琥珀色警告灯'],
    ['CAN 1: error frame (200 times)', 'CAN 1: error frame（200 次）'],
    [
      'Average load over time, with the range from lowest to highest. CPU a: b: average 53.3 %, 95th percentile 99.6 %, highest 100.0 %.',
      '平均负载随时间的变化，附最低至最高的范围。CPU a: b：平均 53.3 %，第 95 百分位数 99.6 %，最高 100.0 %。',
    ],
  ])('knows the sentence %j of a report', (text, known) => {
    expect(chinese.ofArgus(text)).toBe(known);
  });
});

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
      '话题 /scan 中断 12 s，以及可能由此引起的 2 个发现项（历时 4 min 的 5 个文件）。5 个其他发现项，1 条提示。',
    ],
    ['No fault found in 1 file over 1 min.', '在 历时 1 min 的 1 个文件中未发现故障。'],
    ['motor: stalled (3 files).', 'motor: stalled（3 个文件）。'],
  ])('knows the sentence %j of a report', (text, known) => {
    expect(chinese.ofArgus(text)).toBe(known);
  });
});

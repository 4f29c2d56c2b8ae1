import { describe, expect, test } from 'vitest';
import type { SummarisedFile } from '../../../src/diagnosis/summarised-file.ts';
import { companionFormat } from '../../../src/recordings/summary/companion.ts';
import { notExamined } from '../../../src/report/not-examined.ts';
import { aggregateOf, code, type FileOptions, file, topic } from '../../support/diagnosis/summaries.ts';

/** Nothing in it but what is said. */
const quiet = (name: string, options: FileOptions = {}) => file(name, options);
const whatOf = (...files: SummarisedFile[]) =>
  notExamined(aggregateOf(...files)).map(({ what, count, names }) => [what, count, names] as const);
const corrupt = { code: 'corrupt', message: 'Lost.', salvaged_messages: 1 } as const;
const unsupported = { code: 'unsupported', message: 'Later.', salvaged_messages: 1 } as const;
const own = { start_ns: '0', end_ns: '5', clock: 'boot' } as const;

describe('not looked at', () => {
  test('is nothing where all was read', () => {
    expect(whatOf()).toEqual([]);
    expect(whatOf(quiet('a'), quiet('b', { from: 60, to: 120 }))).toEqual([]);
  });

  test('are files that failed, in whole or in part', () => {
    expect(
      whatOf(
        quiet('a', { state: 'failed', verdict: corrupt }),
        quiet('b', { verdict: corrupt }),
        quiet('c', { verdict: unsupported }),
        quiet('d', { state: 'failed', verdict: unsupported }),
        quiet('e', { state: 'failed', verdict: unsupported }),
      ),
    ).toEqual([
      ['files that could not be read', 3, ['a', 'd', 'e']],
      ['file of which a part is lost', 1, ['b']],
      ['file with parts that are not supported', 1, ['c']],
    ]);
  });

  test('are files beside the recordings, whatever became of them', () => {
    const beside = { format: companionFormat, span: null } as const;
    expect(
      whatOf(
        quiet('a', { summary: beside }),
        quiet('b', { summary: beside }),
        quiet('c', { state: 'failed' }),
      ),
    ).toEqual([
      ['file that could not be read', 1, ['c']],
      ['files beside the recordings', 2, ['a', 'b']],
    ]);
    expect(whatOf(quiet('a', { summary: beside, state: 'failed' }))).toEqual([
      ['file that could not be read', 1, ['a']],
      ['file beside the recordings', 1, ['a']],
    ]);
  });

  test('are clocks of several files that cannot be compared', () => {
    const wrong = { start_ns: '5', end_ns: '9', clock: 'unix' } as const;
    const spans = [own, wrong, null].map((span, i) => quiet(`${i}`, { summary: { span } }));
    expect(whatOf(...spans)).toEqual([['files with a clock that cannot be compared', 2, ['0', '1']]]);
    expect(whatOf(quiet('a', { summary: { span: own } }), quiet('b'))).toEqual([
      ['file with a clock that cannot be compared', 1, ['a']],
    ]);
    expect(whatOf(quiet('a', { summary: { span: own } }))).toEqual([]);
    const failed = quiet('c', { state: 'failed', summary: { span: own } });
    expect(whatOf(failed, quiet('a', { summary: { span: own } }), quiet('b')).at(-1)?.[2]).toEqual(['a']);
  });

  test('are topics that gave neither code nor figure nor line', () => {
    const topics = [topic('/diagnostics'), topic('/imu')];
    expect(whatOf(quiet('a', { summary: { topics, codes: [code('x')] } }))).toEqual([
      ['topic without a say', 1, ['/imu']],
    ]);
    const many = Array.from({ length: 13 }, (_, i) => topic(`/${String(i).padStart(2, '0')}`));
    const [[, count, names] = []] = whatOf(quiet('a', { summary: { topics: many } }));
    expect([count, names?.length, names?.at(-1)]).toEqual([13, 12, '/11']);
    expect(
      whatOf(quiet('a', { state: 'failed', verdict: corrupt, summary: { topics: many } })).map(
        ([what]) => what,
      ),
    ).toEqual(['file that could not be read']);
  });

  test('is what does not fit into a report', () => {
    const { omitted } = quiet('a').summary;
    const beyond = quiet('a', { summary: { omitted: { ...omitted, topics: 1, codes: 2, metrics: 3 } } });
    expect(whatOf(beyond)).toEqual([
      ['topic beyond the limits of a report', 1, []],
      ['error codes beyond the limits of a report', 2, []],
      ['sources of metrics beyond the limits of a report', 3, []],
    ]);
  });

  test('names a dozen files', () => {
    const failed = Array.from({ length: 13 }, (_, i) =>
      quiet(String.fromCharCode(97 + i), { state: 'failed', verdict: corrupt }),
    );
    expect(whatOf(...failed)).toEqual([['files that could not be read', 13, [...'abcdefghijkl']]]);
  });
});

import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderTextReport } from '../../../src/report/terminal/text-report.ts';

import { plainText } from '../../../src/text/plain-text.ts';
import { wrap } from '../../../src/text/wrap.ts';
import { code, driveStart, file, ns, richDrive, topic } from '../../support/diagnosis/summaries.ts';
import { hostile, reportOf } from '../../support/report/report-of.ts';

const plain = { color: false, width: 100 };

describe('text report', () => {
  test('says the verdict first, then findings, figures, codes and files', () => {
    const text = renderTextReport(reportOf(...richDrive()), plain);
    expect(text.split('\n')[0]).toBe(
      'ERROR  battery_monitor: cell voltage low (3 files over 3 min). 4 more findings, 1 note.',
    );
    const order = ['Findings', 'Statistics', 'Error codes', 'Topics', 'Files', 'How this report was made'];
    const places = order.map((word) => text.indexOf(`\n${word}`, text.indexOf('\nFindings')));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toMatch(/CPU, % +78\.16/);
    expect(text).toMatch(/drive_2\.mcap +Truncated .*\n +The file ends in the middle of a chunk\./);
  });

  test('stays within the width', () => {
    for (const width of [40, 72, 100, 160]) {
      const lines = renderTextReport(reportOf(...richDrive()), { color: false, width }).split('\n');
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  test('has the same content in colour', () => {
    const report = reportOf(...richDrive());
    const coloured = renderTextReport(report, { ...plain, color: true });
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(renderTextReport(report, plain));
  });

  test('lets no recorded text control the terminal', () => {
    const text = renderTextReport(
      reportOf(
        file(hostile, {
          verdict: { code: 'corrupt', message: hostile, salvaged_messages: 1 },
          summary: {
            codes: [code(hostile, { message: hostile }), code(hostile, { source: hostile })],
            topics: [topic(hostile, { type: hostile })],
            versions: [{ component: hostile, version: hostile }],
            logs: [
              { time_ns: ns(driveStart), severity: 'error', source: hostile, text: hostile, topic: hostile },
            ],
          },
        }),
      ),
      plain,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: searches for them
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).not.toMatch(/^X-Injected/m);
  });

  test('describes a batch without files', () => {
    expect(renderTextReport(reportOf(), plain)).toContain('No fault found in 0 files');
  });
});

describe('plain text', () => {
  test('holds no control character, for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(text)).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
        expect(plainText(text).isWellFormed()).toBe(true);
      }),
    );
  });

  test('wraps without losing a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^\w{1,60}$/)),
        fc.integer({ min: 20, max: 100 }),
        (words, width) => {
          const lines = wrap(words.join(' '), width, '> ');
          expect(lines.join('').replaceAll(/\s|>/g, '')).toBe(words.join(''));
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

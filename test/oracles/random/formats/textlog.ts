import fc from 'fast-check';
import {
  type SampleEntry,
  type TextlogStyle,
  textlogStyles,
  writeTextlog,
} from '../../../../samples/textlog/write-textlog.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';

/** Without the one that has no times, and so nothing to compare but counts. */
/** Without times, or not known to the script that answers. */
const left: readonly TextlogStyle[] = ['Python without times', 'TAI64N', 'Monolog', 'Docker Compose'];
const styles = textlogStyles.filter((style) => !left.includes(style));

/** What programs say, with signs that heads have too. */
const texts = fc.constantFrom(
  'ready',
  'temperature: 71.5 C',
  'route [3/7] planned (12 ms)',
  'Übertemperatur im Gehäuse',
  '温度过高',
  'lunch at 12:03',
  'a=1 b=2',
  'state -> driving, 100 % done',
  `${'long '.repeat(300)}`.trim(),
);

const further = fc.constantFrom('    at org.example.Nav.plan', '\tframe 3', 'and so on', '  12 | 13', '}');

/** Less than a day, so that a change of the date is one day in every style. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5_000_000 }) },
  fc.integer({ min: 0, max: 7_200_000_000 }),
);

const entry = fc.record({
  stepUs: step,
  level: fc.constantFrom('debug' as const, 'info', 'warning', 'error', 'critical'),
  source: fc.constantFrom('nav', 'camera', 'tcuLink', 'motor2'),
  text: texts,
  more: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    fc.array(further, { minLength: 1, maxLength: 4 }),
  ),
});

const files = fc
  .record({
    style: fc.constantFrom<TextlogStyle>(...styles),
    // From 2001 to 2035.
    startUs: fc.bigInt({ min: 978_307_200_000_000n, max: 2_051_222_400_000_000n }),
    uptimeUs: fc.integer({ min: 1_000, max: 1_000_000_000 }),
    entries: fc.array(entry, { minLength: 8, maxLength: 80, size: 'max' }),
    lineBreak: fc.constantFrom('\n', '\r\n'),
    hasMark: fc.boolean(),
    isEnded: fc.boolean(),
    blanks: fc.boolean(),
  })
  .map(({ style, startUs, uptimeUs, entries, lineBreak, hasMark, isEnded, blanks }): RandomFile => {
    let passedUs = 0;
    const written = entries.map(({ stepUs, ...said }, index): SampleEntry => {
      passedUs += stepUs;
      return {
        ...said,
        // Where a log is recognised the entries outnumber what continues them.
        more: index < 8 ? [] : said.more,
        timeNs: (startUs + BigInt(passedUs)) * 1_000n,
        uptimeSeconds: (uptimeUs + passedUs) / 1e6,
      };
    });
    const plain = Buffer.from(writeTextlog(written, style)).toString();
    const spaced = blanks ? plain.replaceAll('\n    at', '\n\n    at') : plain;
    const text = (isEnded ? spaced : spaced.trimEnd()).replaceAll('\n', lineBreak);
    return {
      bytes: Buffer.from(hasMark ? `\ufeff${text}` : text),
      extension: `.${style.toLowerCase().replaceAll(/[^a-z\d]+/g, '_')}`,
    };
  });

export const textlogFormat: RandomFormat = {
  name: 'textlog',
  reader: 'split by Python',
  script: 'textlog.py',
  files,
};

import { describe, expect, test } from 'vitest';
import { sampleTextlog, textlogDrive } from '../../../../../samples/textlog/sample-textlog.ts';
import { textlogStyles, writeTextlog } from '../../../../../samples/textlog/write-textlog.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const lines = (...all: string[]) => Buffer.from(all.map((line) => `${line}\n`).join(''));
const dated = (text: string, second = 0) => `2024-03-09 23:01:${String(second).padStart(2, '0')},000 ${text}`;

describe.each(textlogStyles)('a log in the style %s', (style) => {
  test('is read entry by entry', async () => {
    const drive = textlogDrive({ seconds: 20, faults: ['log-errors'] });
    const bytes = writeTextlog(drive, style);
    const summary = await summarise(bytes);
    expect(summary.verdict, summary.verdict.message).toMatchObject({ code: 'ok' });
    expect([summary.format, summary.message_count]).toEqual(['textlog', drive.length]);
    const errors = drive.filter(({ level }) => level === 'error').length;
    const [code] = summary.codes;
    expect(summary.codes).toHaveLength(1);
    expect(code).toMatchObject({ severity: 'error', source: 'log', count: errors });
    expect(code?.code).toContain('no picture for # ms');
    expect(summary.logs[0]?.text).toContain('no picture for 110 ms     at org.example.Camera.read');
    const counted = Object.values(countsByTopic(summary)).sort((a, b) => b - a);
    expect(counted).toEqual(style === 'dmesg' ? [drive.length] : [100, 40, 20, 20]);
    expect(await summariseInPieces(bytes, 701)).toEqual(summary);
  });
});

test.each([
  ['Python', 'unix', '1773475200020000000'],
  ['RFC 5424', 'unix', '1773475200020000000'],
  ['ROS', 'unix', '1773475200020000000'],
  ['TAI64N', 'unix', '1773475200020000000'],
  ['Monolog', 'unix', '1773475200020000000'],
  ['Docker Compose', 'unix', '1773475200020000000'],
  // From the midnight before the first entry, which is at eight o'clock: no year and no date is invented.
  ['logcat', 'boot', '28800020000000'],
  ['glog', 'boot', '28800020000000'],
  ['syslog', 'boot', '28800000000000'],
  ['time of day', 'boot', '28800020000000'],
  ['monotonic logcat', 'boot', '12020000000'],
  ['dmesg', 'boot', '12020000000'],
  ['Python without times', 'unknown', undefined],
] as const)('the times of %s count as they are written', async (style, clock, start) => {
  const { span } = await summarise(sampleTextlog({ style, seconds: 3 }));
  if (start === undefined) expect(span?.start_ns ?? '0').toBe('0');
  else expect(span?.start_ns).toBe(start);
  expect(span?.clock ?? 'unknown').toBe(clock);
});

test('a log of which most lines are set in, as those of traces, is one all the same', async () => {
  const trace = ['    at org.example.Nav.plan', '    at org.example.Nav.run', '}'];
  const entries = [0, 1, 2].flatMap((second) => [
    `[2024-03-09 23:01:0${second}] ERROR nav.Route: no way`,
    ...trace,
    ...trace,
  ]);
  const summary = await summarise(lines(...entries));
  expect([summary.format, summary.verdict.code, summary.message_count]).toEqual(['textlog', 'ok', 3]);
  expect((await summarise(lines('notes: 1', ...trace, ...trace))).format).not.toBe('textlog');
});

describe('dates without a year', () => {
  const log = (...days: string[]) => lines(...days.map((day) => `${day} 12:00:00.000  1  1 I Hal: driving`));
  const day = 86_400_000_000_000;
  test.each([
    ['the end of a year', ['12-31', '01-01'], 1],
    ['a year without 29 February', ['02-28', '03-01'], 1],
    ['a year with it', ['02-28', '02-29', '03-01'], 2],
    ['a line out of order at the end of a year', ['12-31', '01-01', '12-31', '01-02'], 2],
  ])('pass %s', async (_, days, passed) => {
    const { span } = await summarise(log(...days));
    expect(Number(span?.end_ns) - Number(span?.start_ns)).toBe(passed * day);
  });
});

test('lines in front, headings and continued ones are named', async () => {
  const bytes = lines(
    'console:/ # logcat -b all',
    '--------- beginning of main',
    '03-09 23:01:31.627  1702  2395 E Hal : it failed',
    'java.lang.IllegalStateException: closed',
    '\tat org.example.Hal.read(Hal.java:12)',
    '03-09 23:01:32.000  1702  2395 I Hal : again',
  );
  const { verdict, logs, codes, read_as } = await summarise(bytes);
  expect(verdict.code).toBe('ok');
  expect(codes.map(({ code }) => code)).toEqual(['Hal: it failed']);
  expect(logs.map(({ text }) => text)).toEqual([
    'it failed java.lang.IllegalStateException: closed at org.example.Hal.read(Hal.java:12)',
    'again',
    'Counted but not read: headings (1), lines before the first entry (1).',
  ]);
  expect(read_as).toBe(
    "Text log of Android's logcat. Its dates have no year: times count from midnight of its first day. Lines without a head belong to the entry before them.",
  );
});

test('the long format of logcat has its text below the head', async () => {
  const bytes = lines(
    '--------- beginning of main',
    '[ 03-09 23:01:31.627  1702: 2395 E/Hal ]',
    'it failed',
    'twice',
    '',
  );
  expect((await summarise(bytes)).logs[0]).toMatchObject({ source: 'Hal', text: 'it failed twice' });
});

test('an entry without a time stands at that of the one before, or at the first of the log', async () => {
  const { span, logs, read_as, codes } = await summarise(
    lines(
      '[INFO] [launch]: All log files can be found below /tmp',
      '[INFO] [1710025291.500000000] [talker]: Hello',
      '[ERROR] [launch]: Caught exception',
    ),
  );
  expect(span).toMatchObject({ start_ns: '1710025291500000000', end_ns: '1710025291500000000' });
  expect(logs.map(({ time_ns }) => time_ns)).toEqual(Array(3).fill('1710025291500000000'));
  expect(read_as).toContain('Entries without a time stand at the time of the one before.');
  expect(codes.map(({ source }) => source)).toEqual(['log']);
});

test('other programs on the same screen have entries of their own, if their times count alike', async () => {
  const { message_count, codes } = await summarise(
    lines(
      '[INFO] [1710025291.500000000] [talker]: Hello',
      '[INFO] [1710025291.600000000] [talker]: Hello',
      '[INFO] [1710025291.700000000] [talker]: Hello',
      '2024-03-09 23:01:32,000 - driver - ERROR - no answer',
      'WARNING:driver:slow',
      '[   12.345678] usb 1-1: new device',
    ),
  );
  expect(message_count).toBe(5);
  expect(codes.map(({ code }) => code)).toEqual(['driver: no answer', 'driver: slow']);
});

test('colours are no part of a line', async () => {
  const { logs } = await summarise(lines('\u001b[31m[ERROR] [1710025291.5] [talker]: No\u001b[0m'));
  expect(logs[0]).toMatchObject({ severity: 'error', source: 'talker', text: 'No' });
});

test('UTF-16, as Windows saves what adb prints, is read', async () => {
  const summary = await summarise(Buffer.from(`\ufeff${sampleTextlog({ seconds: 5 })}`, 'utf16le'));
  expect([summary.verdict.code, summary.message_count, summary.packed_with]).toEqual([
    'ok',
    45,
    ['UTF-16LE'],
  ]);
});

describe('salvage', () => {
  const first = dated('INFO nav: driving');
  test('zeros in place of what was not written cost the line they are in', async () => {
    const bytes = Buffer.concat([
      lines(first),
      Buffer.from('2024-03-09 23:01:01,000 INFO n'),
      Buffer.alloc(500),
      lines(dated('INFO nav: driving', 2), dated('INFO nav: driving', 3)),
    ]);
    const { verdict, message_count } = await summarise(bytes);
    expect([verdict.code, message_count]).toEqual(['corrupt', 3]);
    expect(verdict.damaged).toEqual([{ start: 42, end: 42 + 30 + 500 }]);
  });

  test('a line of binary is damage, not a part of an entry', async () => {
    const bytes = Buffer.concat([lines(first), Buffer.from('half \u0001 of it\n'), lines(first)]);
    expect((await summarise(bytes)).verdict).toMatchObject({ code: 'corrupt', salvaged_messages: 2 });
  });

  test('a file that ends in the head of an entry is truncated', async () => {
    const cut = Buffer.concat([lines(first, first), Buffer.from('2024-03-09 23:0')]);
    expect((await summarise(cut)).verdict).toMatchObject({ code: 'truncated', salvaged_messages: 2 });
  });

  test('one that ends in the text of an entry may be whole', async () => {
    expect((await summarise(Buffer.from(`${first}\n${first}`))).verdict.code).toBe('ok');
    expect((await summarise(Buffer.from(`${first}\n    at a line of a trace`))).verdict.code).toBe('ok');
  });

  test('a line that is too long is not read, and no damage', async () => {
    const head = dated('INFO nav: ', 1);
    const of = (bytes: number) =>
      lines(first, head + 'x'.repeat(bytes - head.length), dated('INFO nav: driving', 2));
    const whole = await summarise(of(2 ** 20));
    expect([whole.verdict.code, whole.message_count]).toEqual(['ok', 3]);
    const summary = await summarise(of(2 ** 20 + 1));
    expect([summary.verdict.code, summary.message_count]).toEqual(['unsupported', 2]);
    expect(summary.verdict.message).toContain('At byte 42 a line is longer than 1 MiB');
    expect(await summariseInPieces(of(2 ** 20 + 1), 4_096)).toEqual(summary);
  });
});

test('more sources than are told apart are counted together', async () => {
  const bytes = lines(...Array.from({ length: 4_200 }, (_, i) => dated(`INFO source${i}x: driving`)));
  const summary = await summarise(bytes);
  expect(summary.message_count).toBe(4_200);
  expect(countsByTopic(summary)['other sources']).toBe(104);
});

test('entries of all levels are handed over as lines', async () => {
  const received: unknown[] = [];
  await summariseFile(bufferSource(sampleTextlog({ style: 'Python', seconds: 1 })), {
    messages: {
      channel: ({ topic, encoding }) => ({
        message: (timeNs, offset, data, fields) => {
          received.push([topic, encoding, timeNs, offset, data, fields()]);
        },
      }),
    },
  });
  expect(received).toHaveLength(9);
  expect(received[1]).toEqual([
    'audio',
    'text',
    1_773_475_200_150_000_000n,
    76,
    undefined,
    { severity: 'debug', source: 'audio', text: 'buffer 0 played' },
  ]);
});

describe('services of Docker Compose', () => {
  test('write in their own styles, or in none', async () => {
    const summary = await summarise(
      lines(
        'web-1       | 2024-03-09T23:01:31Z [error] no route to the camera',
        'db-1        | 2024-03-09 23:01:32.500 UTC [27] LOG:  database system is ready',
        'web-1       | INFO:     127.0.0.1:5 - "GET / HTTP/1.1" 200 OK',
        'web-1       | 23:01:33 INFO of another clock',
        'web-1       | 2024-03-09T23:01:34Z [warn] slow',
      ),
    );
    expect([summary.format, summary.verdict.code, summary.message_count]).toEqual(['textlog', 'ok', 5]);
    expect(countsByTopic(summary)).toEqual({ 'web-1': 4, 'db-1': 1 });
    expect(summary.codes).toMatchObject([{ severity: 'error', source: 'log' }, { severity: 'warning' }]);
    expect([summary.span?.start_ns, summary.span?.end_ns]).toEqual([
      '1710025291000000000',
      '1710025294000000000',
    ]);
  });

  test('are no other text with bars', async () => {
    const table = lines('name | figure of merit', 'one | some words here', 'two | other words here');
    expect((await summarise(table)).format).not.toBe('textlog');
  });
});

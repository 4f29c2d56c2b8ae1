import { describe, expect, test } from 'vitest';
import { sampleCandump } from '../../../../../samples/candump/sample-candump.ts';
import type { CandumpStyle } from '../../../../../samples/candump/write-candump.ts';
import { timesOf } from '../../../../../src/recordings/formats/candump/candump-time.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');

test.each([
  [65_536, 'ok', 3],
  [65_537, 'corrupt', 2],
] as const)('a line of %d bytes is %s, wherever the reader has to wait', async (length, code, count) => {
  const frame = '(1.000000) can0 123#00';
  const bytes = text(frame, frame.padEnd(length), frame);
  const summary = await summarise(bytes);
  expect([summary.verdict.code, summary.message_count]).toEqual([code, count]);
  expect(await summariseInPieces(bytes, 4_096)).toEqual(summary);
});

describe('a log saved from the screen', () => {
  test('keeps what people and shells left in it, without being damaged', async () => {
    const summary = await summarise(
      text(
        'pi@canard:~/src 00:58:03 $ candump -a can0 | grep 18D',
        '---',
        '  can0  77D   [8]  06 50 03 00 32 01 F4 AA',
        '--',
        'for i in range(640): ask the unit again',
        ...Array.from({ length: 8 }, () => '  can0  77D   [8]  06 50 03 00 32 01 F4 AB'),
      ),
    );
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 9 messages were read.' });
    expect(summary.logs[0]?.text).toBe('Counted but not read: remarks (4).');
  });

  test('has colours around the name or the line, and other sequences are damage', async () => {
    const esc = String.fromCharCode(27);
    const summary = await summarise(
      text(
        ` ${esc}[34mcan0${esc}[0m  123   [1]  11`,
        ` ${esc}[1m${esc}[34m(1.000000)  can0  123   [1]  11${esc}[0m`,
        `${esc}[34m  can0  123   [1]  11${esc}[0m`,
        `${esc}[34m  can0  123   [1]  11${esc}[2K`,
      ),
    );
    expect([summary.verdict.code, countsByTopic(summary)]).toEqual(['corrupt', { 'can0 0x123': 3 }]);
  });

  test('is damaged where a frame is', async () => {
    const damaged = (line: string) =>
      summarise(text('can0 123#1122', 'can0 123#1123', line, 'can0 123#1124')).then(
        ({ verdict }) => verdict.code,
      );
    for (const line of [
      'can0 123#11ZZ',
      '(123.4 can0 broken line',
      'vcan0 044 [3] 2A 36',
      '\u0001broken line here',
    ])
      expect(await damaged(line), line).toBe('corrupt');
  });
});

describe('a candump log', () => {
  test('has classic, remote, CAN FD, CAN XL and error frames', async () => {
    const bytes = text(
      '(1436509052.249713) vcan0 044#2A366C2BBA',
      '(1436509052.250713) vcan0 044#2A.36.6C T',
      '(1436509053.650713) vcan1 12345678#R4',
      '(1436509053.650714) vcan1 123#R',
      '(1436509053.650715) vcan1 123##1AABBCCDD R',
      '(1436509053.650716) vcan1 123#1122334455667788_C',
      '(1436509054.650716) vcan1 20000088#0000040000000000',
      '(1436509055.650716) vcan1 00123#81:00:12345678#1122',
      '(1436509056.650716) vcan1 0F6#',
    );
    const summary = await summarise(bytes);
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 9 messages were read.' });
    expect(countsByTopic(summary)).toEqual({
      'vcan0 0x044': 2,
      'vcan1 0x12345678': 1,
      'vcan1 0x123': 3,
      'vcan1 error frames': 1,
      'vcan1 XL 0x123': 1,
      'vcan1 0x0F6': 1,
    });
    expect(summary.span).toEqual({
      start_ns: '1436509052249713000',
      end_ns: '1436509056650716000',
      clock: 'unix',
    });
    expect(summary.codes).toMatchObject([
      {
        code: 'vcan1: error frame',
        message: 'error frame: stuff error',
        first: { offset: bytes.indexOf('(1436509054') },
      },
    ]);
  });

  test('may have nanoseconds, Windows line ends, a byte order mark and no last line break', async () => {
    const bytes = Buffer.from(
      '\u00ef\u00bb\u00bf\r\n(0000000012.249713008) can0 044#2A\r\n(0000000013.0) can0 044#2B',
      'latin1',
    );
    const { span, message_count, verdict } = await summarise(bytes);
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 2, code: 'ok' });
    expect(span).toEqual({ start_ns: '12249713008', end_ns: '13000000000', clock: 'boot' });
  });

  test('may have comments, and times with blanks in front', async () => {
    const { span, message_count, verdict } = await summarise(
      text(
        '# engine off, door opened',
        '(         0.191254) can0 06314000#40',
        '(        10.200196) can0 0E094000#0018',
      ),
    );
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 2, code: 'ok' });
    expect(span).toEqual({ start_ns: '191254000', end_ns: '10200196000', clock: 'boot' });
  });

  test('may have notes behind its frames', async () => {
    const { message_count, verdict } = await summarise(
      text(
        '(0.1) can0 0A194005#0080\t\tFM tuner is off',
        '(0.2) can0 0A114005#5A03\ttuned on 90.80 MHz',
        '(0.3) can0 0A114005#5A03 0A11#5A03 was lost',
        '(0.4) can0 0A114005#5A03',
      ),
    );
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 3, code: 'corrupt' });
  });

  test('may have the data of CAN FD behind one sign, and long names of interfaces', async () => {
    const summary = await summarise(
      text(
        `(1.000000) /dev/serial/by-id/usb-CANable 123#${'5A'.repeat(64)}`,
        `(1.000001) /dev/serial/by-id/usb-CANable 124#${'5A'.repeat(12)}`,
        '(1.000002) PCAN_USBBUS1:1 124#11',
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(summary.topics.map(({ name, type, bytes }) => [name, type, bytes])).toEqual([
      ['/dev/serial/by-id/usb-CANable 0x123', 'CAN FD', 64],
      ['/dev/serial/by-id/usb-CANable 0x124', 'CAN FD', 12],
      ['PCAN_USBBUS1:1 0x124', 'CAN', 1],
    ]);
  });

  test('reports frames that the recorder dropped', async () => {
    const { codes, message_count, verdict } = await summarise(
      text('(1436509052.2) can0 044#2A', "DROPCOUNT: dropped 3 CAN frames on 'can0' socket (total drops 3)"),
    );
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 1, code: 'ok' });
    expect(codes).toMatchObject([
      { code: 'can0: overrun', message: expect.stringContaining('3 frames were lost') },
    ]);
  });

  test.each([
    ['124##', 'no flags'],
    ['124#1', 'half a byte'],
    ['124#112233445566778899', 'nine bytes'],
    ['FFF#11', 'eleven bits that are twelve'],
    ['1x4#11', 'no identifier'],
    ['124#11 Q', 'something else'],
    ['124#11:', 'something else'],
  ])('loses a line with %s (%s), and only that', async (frame) => {
    const good = '(1436509052.249713) can0 044#2A366C2BBA';
    const { verdict, message_count } = await summarise(text(good, `(1436509053.249713) can0 ${frame}`, good));
    expect(message_count).toBe(2);
    expect(verdict.message).toBe('At byte 40 a line cannot be read; 2 messages could be read.');
    expect(verdict.damaged).toEqual([{ start: 40, end: 40 + 26 + frame.length }]);
  });

  test('reads a line whose line break was lost to damage', async () => {
    const line = '(1436509052.249713) can0 044#2A366C2BBA';
    const { verdict, message_count } = await summarise(Buffer.from(`${line}x${line}\n${line}\n`));
    expect(message_count).toBe(2);
    expect(verdict.damaged).toEqual([{ start: 0, end: 40 }]);
  });

  test('says if it was truncated in the middle of a line', async () => {
    const { verdict } = await summarise(Buffer.from('(1436509052.2) can0 044#2A\n(1436509052.3) can0 044#2'));
    expect(verdict).toMatchObject({ code: 'truncated', offset: 27, salvaged_messages: 1 });
  });

  test('skips a line without an end in bounded memory', async () => {
    const line = '(1436509052.249713) can0 044#2A\n';
    const long = Buffer.alloc(1 << 20, 'A');
    const { verdict, message_count } = await summarise(
      Buffer.concat([Buffer.from(line), long, Buffer.from(`\n${line}`)]),
    );
    expect({ message_count, damaged: verdict.damaged }).toEqual({
      message_count: 2,
      damaged: [{ start: line.length, end: line.length + long.length + 1 }],
    });
  });
});

describe('the screen of candump', () => {
  const options = { seconds: 5, faults: ['bus-off'] } as const;

  const styles = [
    ...(['screen', 'screen-zero', 'screen-delta', 'screen-bare'] as const),
    ...(['screen-coloured', 'screen-swapped', 'screen-binary'] as const),
  ];
  test.each(styles)('as %s yields the same as the log', async (style) => {
    const log = await summarise(sampleCandump(options));
    const screen = await summarise(sampleCandump({ ...options, style }));
    expect(screen.verdict).toEqual(log.verdict);
    expect(countsByTopic(screen)).toEqual(countsByTopic(log));
    expect(screen.codes.map(({ code, count }) => [code, count])).toEqual(
      log.codes.map(({ code, count }) => [code, count]),
    );
    const length = ({ span }: typeof log) => Number(span?.end_ns) - Number(span?.start_ns);
    if (style === 'screen-bare') expect(screen.span).toBeNull();
    else expect(length(screen)).toBeCloseTo(length(log), -3);
    expect(screen.span?.clock).toBe(
      { 'screen-zero': 'boot', 'screen-delta': 'boot', 'screen-bare': undefined }[style as string] ??
        (style === 'screen-bare' ? undefined : 'unix'),
    );
  });

  test.each(['screen-coloured', 'screen-swapped', 'screen-binary'] as const)(
    'as %s has the same data bytes',
    async (style) => {
      const metrics = async (name: CandumpStyle) =>
        (await summarise(sampleCandump({ ...options, style: name }))).metrics.map(
          ({ name: metric, source, sum_milli }) => [metric, source, sum_milli],
        );
      expect(await metrics(style)).toEqual(await metrics('screen'));
    },
  );

  test('has CAN XL, and every view of one and of several bytes', async () => {
    const frame = ' (1.000000)  can0  0A1';
    const summary = await summarise(
      text(
        `${frame} [0017] (45|81:00:12345678) ${'AB '.repeat(17)}`,
        `${frame} [0100] (00|81:07:00000000) ${'AB '.repeat(64)}...`,
        `${frame}   [1]  82`,
        `${frame}   [3]  E6\`FD\`3C`,
        `${frame}   [2]  10000010\`00100000`,
        `${frame}   [1]  01000100`,
        `${frame}   [3]  E6\`FD\`3C                 \`.2.`,
        `${frame}   [0] `,
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'can0 XL 0x0A1': 2, 'can0 0x0A1': 6 });
    for (const line of [
      '[3]  E6`FD 3C',
      '[2]  1000001`001000001',
      '[2]  10000010 00100002',
      '[3]  E6`FD`3C`11',
    ]) {
      const { verdict } = await summarise(
        text(`${frame}   [1]  82`, `${frame}   ${line}`, `${frame}   [1]  82`),
      );
      expect(verdict.code, line).toBe('corrupt');
    }
  });

  test('may show directions, text, raw length codes, dates and explained errors', async () => {
    const summary = await summarise(
      text(
        ' (2015-07-10 06:17:32.249713)  can0  RX - -  123   [3]  11 22 33',
        ' (2015-07-10 06:17:32.249714)  can0  TX B -  123  [04]  11 22 33 44',
        " (2015-07-10 06:17:32.249715)  can0  123   {C}  11 22 33 44 55 66 77 88   '.\"3DUfw.'",
        ' (2015-07-10 06:17:32.249716)  can0  20000004   [8]  00 08 00 00 00 00 00 00   ERRORFRAME',
        '\tcontroller-problem{tx-error-warning}',
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'can0 0x123': 3, 'can0 error frames': 1 });
    expect(summary.span?.start_ns).toBe('1436509052249713000');
    expect(summary.codes).toMatchObject([{ code: 'can0: error warning' }]);
  });

  test('may come from the CAN tools before SocketCAN', async () => {
    const summary = await summarise(
      text(
        'interface = can1, family = 29, type = 3, proto = 1',
        '<0x18eeff01> [2] 05 a0 ',
        '<0x123> [1] remote request',
        '<0x12> [0',
      ),
    );
    expect(countsByTopic(summary)).toEqual({ 'can1 0x18EEFF01': 1, 'can1 0x123': 1 });
    expect(summary.verdict).toMatchObject({ code: 'corrupt', salvaged_messages: 2 });
  });

  test('distinguishes times since the previous frame from times since the start', () => {
    const times = (...seconds: string[]) =>
      timesOf(text(...seconds.map((each) => ` (${each})  can0  123   [0]`)));
    expect(times('000.000000', '000.010002', '000.009999', '000.010000')).toBe('delta');
    expect(times('000.000000', '000.010002', '000.020001', '000.030001')).toBe('clock');
    expect(times('000.000000', '000.010000', '000.010000', '000.010000')).toBe('delta');
    expect(times('166.000000', '166.000000', '166.000000')).toBe('clock');
    expect(times('000.001000', '000.001000', '000.002000', '000.002000')).toBe('clock');
    expect(times('1436509052.2', '1436509051.2', '1436509050.2')).toBe('clock');
    expect(times()).toBe('clock');
  });
});

describe('detection', () => {
  test.each([
    ['044#2A366C2BBA', true],
    ['  can0  044   [5]  2A 36 6C 2B BA', true],
    ['\n\n# a comment\n(1436509052.249713) vcan0 044#2A', true],
    ['damaged line\n(1436509052.249713) vcan0 044#2A\n', true],
    ['some text with a #hash tag\nand more', false],
    ['key: [12]\n', false],
    ['', false],
  ])('of %j is %s', (head, found) => {
    expect(detectFormat(Buffer.from(head)).reader?.format === 'candump').toBe(found);
  });
});

describe('a damaged candump log', () => {
  test('loses no line but the damaged one', async () => {
    for (const style of ['log', 'screen-zero'] as const) {
      const bytes = sampleCandump({ seconds: 0.2, faults: ['bus-off'], style });
      await checkDamage({ bytes, extents: lineExtents(bytes, () => true) }, { seed: 1, runs: 200 });
    }
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleCandump({ seconds: 0.5 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

import { describe, expect, test } from 'vitest';
import { sampleTrc } from '../../../../../samples/trc/sample-trc.ts';
import { trcVersions } from '../../../../../samples/trc/write-trc.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const trc = (...lines: string[]) => Buffer.from([...lines, ''].join('\r\n'), 'latin1');

/** The same events in the layout of each version (PEAK CAN TRC File Format, "Example" of each). */
const files: Record<string, string[]> = {
  '1.0': [
    ';   Start time: 24.07.2015 09:46:56.615',
    '     1)      1841      0001  8  00 00 00 00 00 00 00 00',
    '     2)      1842      0008  4  ERROR 00 19 08 08',
    '     3)      1843  FFFFFFFF  4  00 00 00 04 -- -- -- --  BUSLIGHT',
    '     4)      1844      0100  3  RTR',
    '     5)      1845  18EFC034  1  01',
  ],
  '1.1': [
    ';$FILEVERSION=1.1',
    ';$STARTTIME=42209.4075997106',
    '     1)      1841.9  Rx         0001  8  00 00 00 00 00 00 00 00',
    '     2)      1842.2  Error      0008  4  00 19 08 08',
    '     3)      1843.8  Warng  FFFFFFFF  4  00 00 00 04  BUSLIGHT',
    '     4)      1844.7  Rx         0100  3  RTR',
    '     5)      1845.0  Tx     18EFC034  1  01',
  ],
  '1.2': [
    ';$FILEVERSION=1.2',
    ';$STARTTIME=42209.4075997106;',
    '     1)      1841.900  1  Rx         0001  8  00 00 00 00 00 00 00 00',
    '     2)      1842.200  1  Error      0008  4  00 19 08 08',
    '     3)      1843.800  1  Warng  FFFFFFFF  4  00 00 00 04  BUSLIGHT',
    '     4)      1844.700  1  Rx         0100  3  RTR',
    '     5)      1845.000  1  Tx     18EFC034  1  01',
  ],
  '1.3': [
    ';$FILEVERSION=1.3',
    ';$STARTTIME=42209.4075997106',
    '     1)      1841.900 1  Rx        0001 -  8    00 00 00 00 00 00 00 00',
    '     2)      1842.200 1  Error     0008 -  4    00 19 08 08',
    '     3)      1843.800 1  Warng FFFFFFFF -  4    00 00 00 04  BUSLIGHT',
    '     4)      1844.700 1  Rx        0100 -  3    RTR',
    '     5)      1845.000 1  Tx    18EFC034 -  1    01',
  ],
  '2.0': [
    ';$FILEVERSION=2.0',
    ';$STARTTIME=42209.4075997106',
    ';$COLUMNS=N,O,T,I,d,l,D',
    '      1      1841.900 DT     0001 Rx 8  00 00 00 00 00 00 00 00',
    '      2      1842.200 ER          Rx    08 00 02 00 00',
    '      3      1843.800 ST          Rx    00 00 00 04',
    '      4      1844.700 RR     0100 Rx 3',
    '      5      1845.000 DT 18EFC034 Tx 1  01',
  ],
  '2.1': [
    ';$FILEVERSION=2.1',
    ';$STARTTIME=42209.4075997106',
    ';$COLUMNS=N,O,T,B,I,d,R,L,D',
    '      1      1841.900 DT 1      0001 Rx -  8    00 00 00 00 00 00 00 00',
    '      2      1842.200 ER 1         - Rx -  5    08 00 02 00 00',
    '      3      1843.800 ST 1         - Rx -  4    00 00 00 04',
    '      4      1844.700 RR 1      0100 Rx -  3',
    '      5      1845.000 DT 1  18EFC034 Tx -  1    01',
  ],
};

describe.each(Object.entries(files))('a TRC of version %s', (version, lines) => {
  test('is read by its columns', async () => {
    const summary = await summarise(trc(...lines));
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 4 messages were read.' });
    expect(countsByTopic(summary)).toEqual({
      'CAN 1 0x001': 1,
      'CAN 1 0x100': 1,
      'CAN 1 0x18EFC034': 1,
      'CAN 1 error frames': 1,
    });
    expect(summary.codes.map(({ code, message }) => [code, message]).sort()).toEqual([
      ['CAN 1: error frame', 'error frame: other error'],
      ['CAN 1: error warning', 'error warning'],
    ]);
    expect(summary.span?.clock).toBe('unix');
    const start = version === '1.0' ? 1437731216615 + 1841 : 1437731216614.996 + 1841.9;
    expect(Number(summary.span?.start_ns) / 1e6).toBeCloseTo(start, 2);
  });

  test('is read without its header', async () => {
    const bodies = lines.filter((line) => !line.startsWith(';'));
    const { verdict, message_count, span } = await summarise(trc(...bodies));
    expect({ code: verdict.code, message_count, clock: span?.clock }).toEqual({
      code: 'ok',
      message_count: 4,
      clock: 'boot',
    });
  });

  test('is read if its header names other columns', async () => {
    const wrong = [';$FILEVERSION=1.1', ...lines.filter((line) => !line.startsWith(';$'))];
    expect((await summarise(trc(...wrong))).message_count).toBe(4);
  });
});

test('a table whose next column is `0x…` is no trace of PEAK', () => {
  const line = '1\t0\t14767\tRX\t48659509\t\t0x00000120\t4\t0x08 dc 00 dd \tDefault Parser';
  expect(detectFormat(Buffer.from(`${line}\n`.repeat(8))).reader?.format).not.toBe('trc');
});

describe('a TRC', () => {
  test('has CAN FD frames, error counters and events', async () => {
    const summary = await summarise(
      trc(
        ';$FILEVERSION=2.1',
        ';$COLUMNS=N,O,T,B,I,d,R,L,D',
        '      5      1334.416 FD 1      0500 Tx -  9    01 02 03 04 05 06 07 08 09 0A 0B 0C',
        '      6      1334.417 FB 1      0500 Tx -  8    01 02 03 04 05 06 07 08',
        '      7      1334.224 EV 1  User-defined event for bus 1',
        '      8      1334.225 EV -  User-defined event for all busses',
        '     10      1334.643 EC 1         - Rx -  2    02 02',
        '     11      1334.643 EC 1         - Rx -  2    02 80',
        '     12      1334.231 ST 1         - Rx -  4    00 00 00 10',
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(summary.topics).toMatchObject([
      { name: 'CAN 1 0x500', type: 'CAN FD', message_count: 2, bytes: 20 },
    ]);
    expect(summary.codes.map(({ code, message }) => [code, message]).sort()).toEqual([
      ['CAN 1: bus off', 'bus off'],
      ['CAN 1: error passive', 'error passive: error counters 128 transmit, 2 receive'],
    ]);
    expect(summary.logs.map(({ text }) => text)).toHaveLength(2);
  });

  test('has classic frames with a length code over 8, of which 8 bytes count', async () => {
    const { topics, verdict } = await summarise(
      trc(
        ';$FILEVERSION=2.1',
        ';$COLUMNS=N,O,T,B,I,d,R,L,D',
        '      1       469.711 DT 1      0000 Rx -  10   01 02 03 04 05 06 07 08 77 E4 F7 1B 00 00',
        '      2       470.711 DT 1      0000 Rx -  9    01 02 03 04 05 06 07 08',
        '      3       471.711 DT 1      0000 Rx -  0',
      ),
    );
    expect(verdict.code).toBe('ok');
    expect(topics).toMatchObject([{ name: 'CAN 1 0x000', message_count: 3, bytes: 16 }]);
  });

  test.each([
    ['1.0', ['$STARTTIME=8708618495', '   Start time: 26.03.2010 11:06:08']],
    ['1.1', ['$STARTTIME=40263.4625925926', '   Start time: 2010-03-26 11:06:08.000']],
    ['1.2', ['$STARTTIME=40263.4625925926']],
  ])('may be a LIN trace of version %s', async (version, head) => {
    const { topics, codes, logs, span, verdict } = await summarise(
      trc(
        `;$FILEVERSION=${version}`,
        ...head.map((line) => `;${line}`),
        '     1)            11307   Pub   05  2  01 00                    7A  EH',
        '     2)            36305   Sub   02  2  -- --                    00  EH  SR/TO',
        '     3)            61305   SubAL 07  8  C1 38 FE FF 3F F0 3E 6D  FC  EH  CK',
        '     4)            86305   Sub   07  8  C1 38 FE FF 3F F0 3E 6D  FD  CL',
        '     5)            90000   ---   --  -  Bus Sleep                --  --',
      ),
    );
    expect(verdict).toEqual({ code: 'ok', message: 'All 2 messages were read.' });
    expect(topics.map(({ name, type, bytes }) => [name, type, bytes])).toEqual([
      ['LIN 1 0x05', 'LIN', 2],
      ['LIN 1 0x07', 'LIN', 8],
    ]);
    expect(codes.map(({ code, message, count }) => [code, message, count])).toEqual([
      ['LIN 1: LIN error', 'slave not responding, timeout of frame 0x02', 2],
    ]);
    expect(logs.map(({ text }) => text)).toEqual(['Bus Sleep']);
    expect(Number(span?.start_ns) / 1e6).toBeCloseTo(Date.UTC(2010, 2, 26, 11, 6, 8) + 11.307, 1);
  });

  test.each([
    '     1)  11307  Pub  45  2  01 00  7A  EH',
    '     1)  11307  Pub  05  9  01 00  7A  EH',
    '     1)  11307  Pub  05  2  01 0x  7A  EH',
    '     1)  11307  Pub  05  2  01 00  7A',
    '     1)  11307  Pub  05  2  01 00  7A  EH  XX',
    '     1)  11307  Pxb  05  2  01 00  7A  EH',
    '     1)  1q307  Pub  05  2  01 00  7A  EH',
  ])('loses the line %j of a LIN trace, and only that', async (line) => {
    const good = '     1)  11307  Pub  05  2  01 00  7A  EH';
    const { verdict, message_count } = await summarise(
      trc(';$FILEVERSION=1.1', good, line, `${good}x${good}`),
    );
    expect(message_count).toBe(2);
    expect(verdict).toMatchObject({ code: 'corrupt' });
    expect(verdict.damaged?.[0]?.start).toBe(trc(';$FILEVERSION=1.1', good).length);
  });

  test.each([
    '      1      1841.900 DT 1      0001 Rx -  8    00 00 00 00 00 00 00',
    '      1      1841.900 DT 1      0001 Rx -  9    00 00 00 00 00 00 00 00 0x',
    '      1      1841.900 DT 1      0001 Rx -  1    00 00',
    '      1      1841.900 DT 1      0801 Rx -  1    00',
    '      1      1841.900 DT 1      00x1 Rx -  1    00',
    '      1      1841.900 DT 1  3FFFFFFF Rx -  1    00',
    '      1      1841.900 X? 1      0001 Rx -  1    00',
    '      1      1841.900 DT 1      0001 Qx -  1    00',
    '      1      1841.900 FD 1      0001 Rx -  16    00',
    '      1      1841.900 ST 1         - Rx -  4    00 00 00',
    '      1      18x1.900 DT 1      0001 Rx -  1    00',
    '      q      1841.900 DT 1      0001 Rx -  1    00',
    'something else',
  ])('loses the line %j, and only that', async (line) => {
    const [version, columns] = [';$FILEVERSION=2.1', ';$COLUMNS=N,O,T,B,I,d,R,L,D'];
    const good = '      1      1841.900 DT 1      0001 Rx -  1    00';
    const { verdict, message_count } = await summarise(trc(version, columns, good, line, good));
    const start = trc(version, columns, good).length;
    expect(message_count).toBe(2);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start, end: start + line.length + 2 }] });
  });
});

describe('detection of a TRC', () => {
  test.each([
    [';$FILEVERSION=1.1\r\n', true],
    ['\r\n; a comment\r\n;$STARTTIME=42209.4\r\n', true],
    ['     1)      1841      0001  8  00 00 00 00 00 00 00 00\r\n', true],
    ['; a comment\r\n', false],
    ['1 2 3 4\r\n', false],
  ])('%j is %s', (text, found) => {
    expect(detectFormat(Buffer.from(text)).reader?.format === 'trc').toBe(found);
  });
});

describe('a damaged TRC', () => {
  test.each(trcVersions)('%s loses no line but the damaged one', async (version) => {
    const bytes = sampleTrc({ seconds: 0.3, version, faults: ['bus-off'] });
    const extents = lineExtents(
      bytes,
      (line) => /^\s*\d/.test(line) && !/ Warng | ST |FFFFFFFF {2}4/.test(line),
    );
    await checkDamage({ bytes, extents }, { seed: 1, runs: 120 });
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleTrc({ seconds: 0.5 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

describe('a line of an unknown type', () => {
  test.each(Object.keys(files))('is counted and not damage in version %s', async (version) => {
    const lines = files[version] ?? [];
    const frame = lines.findLast((line) => /\b(?:Rx|DT|Tx)\b/.test(line));
    // Version 1.0 has no types.
    if (!frame || version === '1.0') return;
    const later = version.startsWith('1') ? 'Wakeup' : 'XW';
    const line = frame.replace(/\b(?:Rx|DT|Tx)\b/, later);
    const { verdict, logs, message_count } = await summarise(trc(...lines, line, line));
    const known = await summarise(trc(...lines));
    expect(verdict.code).toBe('ok');
    expect(message_count).toBe(known.message_count);
    expect(logs.map(({ text }) => text)).toContain(`Counted but not read: type ${later} (2).`);
  });
});

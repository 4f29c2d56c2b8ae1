import { describe, expect, test } from 'vitest';
import { summarise } from '../../../../support/recordings/summarise.ts';

const table = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
const rows = (row: (at: number) => string) => Array.from({ length: 20 }, (_, at) => row(at));

describe('a log of VCDS', () => {
  test('of advanced values has a time in front of each', async () => {
    const summary = await summarise(
      table(
        'Monday,14,September,2020,13:23:38:63513-VCID:335C00FA1AC4E8B-8063',
        'VCDS Version: Release 20.4.2 (x64)',
        '03L-906-018.CLB,ADDRESS 01: 03L906018,',
        '',
        ',,IDE00021,,IDE00025,,IDE00075,',
        ',,Engine RPM,,Coolant temperature,,Vehicle speed,',
        'Marker,TIME,,TIME,,TIME,',
        ',STAMP, /min,STAMP, °C,STAMP, km/h',
        ...rows((at) => `,${at}.00,${800 + at},${at}.25,90,${at}.50,${at}`),
      ),
    );
    expect(summary).toMatchObject({ format: 'csv', verdict: { code: 'ok' }, message_count: 20 });
    const found = summary.metrics.map(({ source, count, max_at }) => [source, count, max_at?.time_ns]);
    // The largest values are those of the last row; the temperature is always the same.
    expect(found.toSorted()).toEqual([
      ['Coolant temperature', 20, '250000000'],
      ['Engine RPM', 20, '19000000000'],
      ['Vehicle speed', 20, '19500000000'],
    ]);
  });

  test('of groups has names above and beside the times, and groups with fewer rows', async () => {
    const summary = await summarise(
      table(
        'Wednesday,17,June,2009,19:16:05',
        '038 906 019 LQ,1.9l R4 EDC',
        '',
        ",,Group A:,'003,,Group B:,'011",
        ',,Engine,Mass Air,,Charge',
        'Marker,TIME,Speed,Flow,TIME,Pressure',
        ',STAMP, /min, mg/str,STAMP, mbar',
        ...rows((at) =>
          at < 15 ? `,${at}.00,${800 + at},300,${at}.50,${1000 + at}` : `,,,,${at}.50,${1000 + at}`,
        ),
      ),
    );
    expect(summary).toMatchObject({
      verdict: { code: 'ok' },
      message_count: 20,
      span: { start_ns: '0', end_ns: '19500000000' },
    });
    expect(summary.metrics.map(({ source, count }) => [source, count]).toSorted()).toEqual([
      ['Charge Pressure', 20],
      ['Engine Speed', 15],
      ['Mass Air Flow', 15],
    ]);
  });
});

test.each([
  ['"Sat Mar 09 2024 23:01:31 GMT+0100 (Central European Standard Time)"', '1710021691000000000'],
  ['"Sat, 09 Mar 2024 22:01:31 GMT"', '1710021691000000000'],
])('the text of a Date of JavaScript is a time: %s', async (time, startNs) => {
  const summary = await summarise(table('time,speed', ...rows((at) => `${time},${at}`)));
  expect(summary).toMatchObject({ verdict: { code: 'ok' }, message_count: 20, span: { start_ns: startNs } });
});

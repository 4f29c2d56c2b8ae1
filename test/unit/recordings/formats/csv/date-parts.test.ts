import { describe, expect, test } from 'vitest';
import { summarise } from '../../../../support/recordings/summarise.ts';

const summary = (...lines: string[]) => summarise(Buffer.from(`${lines.join('\n')}\n`));

describe('a table with a column each for year, month, day, hour, minute and second', () => {
  const row = (minute: number, year = '2021') => `9;6;${year};12;${minute};${minute % 7},5;${63 + minute}`;
  const rows = (year?: string) => Array.from({ length: 20 }, (_, at) => row(at, year));
  const heading = 'day;month;year;hour;minute;second;speed [km/h]';

  test.each([['2021'], ['21'], ['2021.0']])('has the time of all of them, of the year %s', async (year) => {
    const read = await summary(heading, ...rows(year));
    expect(read).toMatchObject({
      verdict: { code: 'ok' },
      message_count: 20,
      span: { start_ns: '1623240000500000000', end_ns: '1623241145500000000', clock: 'unix' },
    });
    expect(read.read_as).toContain(
      '"year", "month", "day", "hour", "minute", "second", date and time without a zone',
    );
    expect(read.metrics).toHaveLength(1);
  });

  test('without a date has the time of day', async () => {
    const read = await summary('utc_hour,utc_minute,utc_second,speed', '23,59,58,1', '23,59,59,2', '0,0,1,3');
    expect(read.span).toMatchObject({ start_ns: '86398000000000', end_ns: '86401000000000', clock: 'boot' });
  });

  test('has no time where these are none, rather than the seconds alone', async () => {
    const read = await summary('hour,minute,second,speed', '99,77,1,1', '99,77,2,2', '99,77,3,3');
    expect([read.verdict.code, read.message_count]).toEqual(['unsupported', 0]);
  });

  test('has an absolute time that stands beside them', async () => {
    const read = await summary(
      'timestamp,hour,minute,second,speed',
      '1623240000.5,12,0,0,1',
      '1623240001.5,12,0,1,2',
    );
    expect(read.read_as).toContain('"timestamp", seconds since 1970');
  });
});

test('lines of JSON have them too', async () => {
  const line = (second: number) =>
    JSON.stringify({ t: { year: 2021, month: 6, day: 9, hour: 12, minute: 0, second }, speed: second });
  const read = await summary(line(0), line(1), line(2));
  expect(read.span).toMatchObject({ start_ns: '1623240000000000000', end_ns: '1623240002000000000' });
});

import { describe, expect, test } from 'vitest';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const text = (lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const start = ({ span }: FileSummary) => span?.start_ns;
const figureOf = (summary: FileSummary, source: string) => {
  const { name, min_milli, max_milli } = summary.metrics.find((metric) => metric.source === source) ?? {};
  return [name, min_milli, max_milli];
};

describe('times as programs write them', () => {
  test.each([
    ['the basic format of ISO 8601', 'time', '20231114T221320Z', '20231114T221321.5Z'],
    [
      'names of months (Torque, MATLAB)',
      'Device Time',
      '14-Nov-2023 22:13:20.000',
      '14-Nov-2023 22:13:21.500',
    ],
    ['months in German', 'Zeit', '14.Okt.2023 22:13:20', '14.Okt.2023 22:13:21.500'],
    ['years of two digits behind points', 'Zeit', '14.11.23 22:13:20', '14.11.23 22:13:21.500'],
    ['Chinese words', '采集时间', '2023年11月14日 22:13:20', '2023年11月14日 22时13分21.5秒'],
    ['Chinese words without a blank', '记录时间', '2023年11月14日22时13分20秒', '2023年11月14日22:13:21.500'],
    ['Chinese halves of the day', '时间', '2023/11/14 下午 10:13:20', '2023/11/14 下午 10:13:21.500'],
    ['Japanese words', '計測日時', '2023年11月14日 22時13分20秒', '2023年11月14日 午後10時13分21.5秒'],
    ['Korean words', '측정 시간', '2023년 11월 14일 22:13:20', '2023년 11월 14일 오후 10:13:21.5'],
    [
      'Chinese words under a name that says nothing',
      'x',
      '2023年11月14日 22:13:20',
      '2023年11月14日 22:13:21.5',
    ],
    ['halves of the day with points', 'time', '2023-11-14 10:13:20 p.m.', '2023-11-14 10:13:21.500 p.m.'],
  ])('in %s', async (_, name, first, second) => {
    const summary = await summarise(text([`${name},a`, `${first},1`, `${second},2`]));
    const day = name === 'Zeit' && first.includes('Okt') ? 1_697_321_600n : 1_700_000_000n;
    expect(summary).toMatchObject({
      verdict: { code: 'ok' },
      span: { start_ns: String(day * 1_000_000_000n), end_ns: String(day * 1_000_000_000n + 1_500_000_000n) },
    });
  });

  test.each([
    ['header.stamp.sec', 'header.stamp.nanosec', '1700000000', '5', '1700000000000000005'],
    ['secs', 'nsecs', '1700000000', '999999999', '1700000000999999999'],
    ['instant.epochSecond', 'instant.nanoOfSecond', '1700000000', '999999999', '1700000000999999999'],
    ['at.epochSecond', 'at.nano', '1700000000', '5', '1700000000000000005'],
    ['tv_sec', 'tv_usec', '1700000000', '250000', '1700000000250000000'],
    ['up_seconds', 'up_milliseconds', '12', '250', '12250000000'],
  ])('in two columns, %s and %s', async (whole, parts, seconds, rest, expected) => {
    const rows = [`${whole},${parts},a`, `${seconds},${rest},1`, `${Number(seconds) + 1},${rest},2`];
    const summary = await summarise(text(rows));
    expect(start(summary)).toBe(expected);
    expect(summary.metrics.map(({ source }) => source)).toEqual(['a']);
  });

  test.each([
    'Czas',
    'Tiempo',
    'Tempo',
    'Ora',
    '時刻',
    '時間',
    '시간',
    'GPS时间',
    '上报时间',
    'Znacznik czasu',
    'Marca de tiempo',
  ])('in a column named %s', async (name) => {
    const summary = await summarise(text([`${name},a`, '2023-11-14 22:13:20,1', '2023-11-14 22:13:21,2']));
    expect(start(summary)).toBe('1700000000000000000');
  });

  test.each([
    ['Fecha', 'Hora', '14/11/2023', '22:13:20'],
    ['Data', 'Ora', '14/11/2023', '22:13:20'],
    ['Data', 'Godzina', '2023-11-14', '22:13:20'],
    ['日期', '时间', '2023年11月14日', '22时13分20秒'],
    ['日付', '時刻', '2023年11月14日', '22:13:20'],
    ['Data', 'Czas', '14.11.2023', '22:13:20'],
  ])('in columns named %s and %s', async (day, clock, date, time) => {
    const summary = await summarise(text([`${day};${clock};a`, `${date};${time};1`, `${date};${time};2`]));
    expect(start(summary)).toBe('1700000000000000000');
    expect(summary.verdict.code).toBe('ok');
  });

  test.each(['运行时间', '充电时间', '響應時間', '주행시간', '走行時間', 'Czas pracy', 'Tempo volta'])(
    'are no %s, which is a duration',
    async (name) => {
      const summary = await summarise(text([`time [s],${name}`, '1,500', '2,500']));
      expect(summary.metrics.map(({ source }) => source)).toEqual([name]);
      expect((await summarise(text([`${name},a`, '500,1', '500,2']))).verdict.code).toBe('unsupported');
    },
  );

  test.each([
    // 采集时间, 2023年11月14日
    ['GB 2312', 'b2c9bcafcab1bce4', '32303233c4ea3131d4c23134c8d520'],
    // 측정시간, 2023년 11월 14일
    ['EUC-KR', 'c3f8c1a4bdc3b0a3', '32303233b3e2203131bff9203134c0cf20'],
  ])('in %s', async (_, name, day) => {
    const bytes = (hex: string) => Buffer.from(hex, 'hex');
    const rows = [bytes(name), ',a\n', bytes(day), '22:13:20,1\n', bytes(day), '22:13:21,2\n'];
    const summary = await summarise(Buffer.concat(rows.map((part) => Buffer.from(part as Buffer))));
    expect(start(summary)).toBe('1700000000000000000');
  });

  test('in days of a spreadsheet or of MATLAB', async () => {
    for (const [name, epoch] of [
      ['time', 25_569],
      ['Date', 25_569],
      ['t', 719_529],
    ] as const) {
      const rows = [0, 0.5, 1].map((s) => `${(epoch + (1_700_000_000 + s) / 86_400).toFixed(9)},1`);
      const summary = await summarise(text([`${name},a`, ...rows]));
      expect(summary.read_as).toContain('days and their fractions');
      expect(Math.abs(Number(BigInt(start(summary) ?? 0) - 1_700_000_000_000_000_000n))).toBeLessThan(
        100_000,
      );
    }
  });

  test('as seconds since the start, though they are as large as days', async () => {
    const summary = await summarise(text(['time,a', '45244.5,1', '45245.5,2']));
    expect(summary.span).toMatchObject({ start_ns: '45244500000000', clock: 'boot' });
  });

  test('in a column for the hour are no times', async () => {
    expect((await summarise(text(['Hora,a', '14,1', '15,2']))).verdict.code).toBe('unsupported');
  });
});

describe('numbers whose thousands are separated', () => {
  test.each([
    ['English', ',', '"1,200"', '"1,201"', 1_200_000, 1_201_000],
    ['English with a fraction', ',', '"1,200.5"', '"1,201.5"', 1_200_500, 1_201_500],
    ['German', ';', '1.200,5', '1.201,5', 1_200_500, 1_201_500],
    ['Swiss', ';', "1'200.5", "1'201.5", 1_200_500, 1_201_500],
    ['French', ';', '1\u202f200,5', '1\u00a0201,5', 1_200_500, 1_201_500],
  ])('%s', async (_, separator, first, second, min, max) => {
    const rows = [
      `time [s]${separator}Engine speed [rpm]`,
      `1${separator}${first}`,
      `2${separator}${second}`,
    ];
    const summary = await summarise(text(rows));
    expect(figureOf(summary, 'Engine speed')).toEqual(['engine_speed_rpm', min, max]);
    expect(summary.omitted.values).toBeUndefined();
  });

  test('are not invented where three digits are behind a decimal comma', async () => {
    const decimal = await summarise(text(['time [s];Spannung [V]', '0,100;12,345', '0,200;12,346']));
    expect(figureOf(decimal, 'Spannung').slice(1)).toEqual([12_345, 12_346]);
    const quoted = await summarise(text(['time [s],Spannung [V]', '1,"0,123"', '2,"0,124"']));
    expect(figureOf(quoted, 'Spannung').slice(1)).toEqual([123, 124]);
  });
});

describe('line breaks', () => {
  test('may be carriage returns alone, as Excel writes them for a Macintosh', async () => {
    const lines = [
      'time [s],speed [km/h]',
      ...Array.from({ length: 3_000 }, (_, at) => `${at / 10},${at % 90}.5`),
    ];
    const table = (lineBreak: string) => Buffer.from(lines.map((line) => `${line}${lineBreak}`).join(''));
    const mac = await summarise(table('\r'));
    expect(mac).toEqual(await summarise(table('\n')));
    expect([mac.verdict.code, mac.message_count]).toEqual(['ok', 3_000]);
    const cut = await summarise(table('\r').subarray(0, -6));
    expect([cut.verdict.code, cut.message_count]).toEqual(['truncated', 2_999]);
  });
});

describe('tables of lap timers', () => {
  const raceChrono = (...rows: string[]) =>
    text([
      'This file is created using RaceChrono Pro v9.1.3 ( http://racechrono.com/ ).',
      'Format,3',
      'Session title,"Track day"',
      'Created,31/12/2025,02:54',
      '',
      'timestamp,lap_number,elapsed_time,device_update_rate,latitude,speed,speed,device_update_rate,coolant_temp,rpm',
      'unix time,,s,Hz,deg,m/s,m/s,Hz,.C,rpm',
      ',,,100: gps,100: gps,100: gps,200: obd,calc,200: obd,200: obd',
      ...rows,
    ]);

  test('by RaceChrono have a line of units and a line of devices', async () => {
    const summary = await summarise(
      raceChrono(
        '1767150797.44,8,1149.08,25.0,31.07,33.4,33.0,20,91.5,3544',
        '1767150798.44,8,1150.08,25,31.08,34,34,20,92,3600',
      ),
    );
    expect([summary.verdict.code, summary.message_count, summary.logs]).toEqual(['ok', 2, []]);
    expect(summary.span?.start_ns).toBe('1767150797440000000');
    const units = Object.fromEntries(summary.metrics.map(({ name, source, unit }) => [source, unit ?? name]));
    expect(units).toEqual({
      lap_number: '',
      elapsed_time: 's',
      'device_update_rate (gps)': 'Hz',
      'device_update_rate (calc)': 'Hz',
      latitude: 'µ°',
      'speed (gps)': 'm/s',
      'speed (obd)': 'm/s',
      coolant_temp: 'temperature_celsius',
      rpm: 'rpm',
    });
    expect(figureOf(summary, 'coolant_temp')).toEqual(['temperature_celsius', 91_500, 92_000]);
  });

  test('whose line below the units is none of devices have no units', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, at) => `17671507${at + 10}.44,8,1149.08,25.0,31.07,33.4,33.0,20,91.5,3544`,
    );
    const odd = raceChrono(...rows);
    const changed = Buffer.from(odd.toString().replace('calc,', 'somewhere,'));
    const { metrics, logs } = await summarise(changed);
    expect(metrics.find(({ source }) => source === 'speed')?.unit).toBe('');
    expect(logs[0]?.text).toBe('Counted but not read: row without a readable time (2).');
  });

  test('by TrackAddict have remarks between their rows', async () => {
    const summary = await summarise(
      text([
        '# RaceRender Data: TrackAddict 4.3.5 on Android 9',
        '"Time","UTC Time","Lap","Speed (Km/h)"',
        '0.000,1559734111.000,0,0.0',
        '# Lap 0: 00:02:35.138',
        '1.000,1559734112.000,1,40.5',
        '# Pit Lane Entry',
      ]),
    );
    expect([summary.verdict.code, summary.message_count, summary.omitted.values]).toEqual([
      'ok',
      2,
      undefined,
    ]);
    expect(summary.logs.map(({ text: line }) => line)).toEqual(['Counted but not read: remark (2).']);
  });
});

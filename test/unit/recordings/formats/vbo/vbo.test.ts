import { describe, expect, test } from 'vitest';
import { sampleVbo } from '../../../../../samples/vbo/sample-vbo.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const iso = (ns: string | undefined) => new Date(Number(BigInt(ns ?? 0) / 1_000_000n)).toISOString();

function vbo(created: string, ...rows: string[]): Buffer {
  const header = [
    created,
    '[header]',
    'satellites',
    'time',
    'velocity kmh',
    '[column names]',
    'sats time velocity',
  ];
  return Buffer.from([...header, '[data]', ...rows, ''].join('\r\n'), 'latin1');
}

describe('a VBO file', () => {
  test('has its rows as a table, with units and satellites without flags', async () => {
    const summary = await summarise(sampleVbo({ seconds: 20 }));
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 200 messages were read.' });
    expect(summary.topics).toMatchObject([{ name: 'table', message_count: 200 }]);
    const of = (part: string) => summary.metrics.find(({ source }) => source.includes(part));
    expect(of('satellites')).toMatchObject({ count: 200, min_milli: 9000, max_milli: 9000 });
    expect(of('velocity')).toMatchObject({ count: 200 });
    expect(of('brake pressure')).toMatchObject({ min_milli: 123456 });
    expect(summary.span?.clock).toBe('unix');
  });

  test('of a program for phones has no first line, and times of day without a date', async () => {
    const { format, verdict, message_count, span } = await summarise(
      vbo('', '010 140151.00 61.00', '010 140151.10 61.50', '010 140152.00 62.00'),
    );
    expect([format, verdict.code, message_count]).toEqual(['vbo', 'ok', 3]);
    expect(span).toEqual({ start_ns: '50511000000000', end_ns: '50512000000000', clock: 'boot' });
    const settings = await summarise(Buffer.from('[header]\nname = x\n[data]\npath = /tmp\n'));
    expect(settings.format).not.toBe('vbo');
  });

  test('has further channels whose names have blanks, with their units', async () => {
    const bytes = (units: readonly string[]) =>
      Buffer.from(
        [
          'File created on 23/04/2018 at 09:20:26',
          '[header]',
          ...['satellites', 'time', 'velocity kmh', 'height', 'coolant temp', 'battery vo'],
          '[channel units]',
          ...units,
          '[column names]',
          'sats time velocity height coolant temp battery vo',
          '[data]',
          '010 075141.65 003.580 +00017.23 +9.10000E+01 +1.39040E+01',
          '010 075141.70 003.600 +00017.23 +9.20000E+01 +1.39050E+01',
          '010 075141.75 003.600 +00017.23 +9.20000E+01',
        ].join('\r\n'),
      );
    const { verdict, message_count, metrics } = await summarise(bytes(['degC', 'v']));
    expect([verdict.code, message_count]).toEqual(['truncated', 2]);
    expect(
      Object.fromEntries(metrics.map(({ source, unit, max_milli }) => [source, [unit, max_milli]])),
    ).toEqual({
      'coolant temp': [undefined, 92_000],
      'battery vo': ['v', 13_905],
      height: ['', 17_230],
      satellites: ['', 10_000],
      velocity: ['km/h', 3_600],
    });
    // A channel without a unit has a blank line, so that it is not known whose unit the other one is.
    const unclear = await summarise(bytes(['v', '']));
    expect(unclear.metrics.find(({ source }) => source === 'battery vo')?.unit).toBe('');
  });

  test('has times in UTC beside a date of the clock on the wall', async () => {
    const { span } = await summarise(
      vbo(
        'File created on 01/02/2024 @ 01:30:00',
        '009 233000.00 010.0',
        '009 235959.90 010.0',
        '009 000000.00 010.0',
      ),
    );
    expect([iso(span?.start_ns), iso(span?.end_ns)]).toEqual([
      '2024-01-31T23:30:00.000Z',
      '2024-02-01T00:00:00.000Z',
    ]);
  });

  test('of a later version may have other sections and columns', async () => {
    const bytes = Buffer.from(sampleVbo({ seconds: 2 }))
      .toString('latin1')
      .replace('[comments]', '[laptiming]\r\nStart +1 +2\r\n[comments]');
    const { verdict } = await summarise(Buffer.from(bytes, 'latin1'));
    expect(verdict).toEqual({ code: 'ok', message: 'All 20 messages were read.' });
  });

  test('says if it was cut, or has no rows', async () => {
    const bytes = sampleVbo({ seconds: 1 });
    expect((await summarise(bytes.subarray(0, -30))).verdict).toMatchObject({
      code: 'truncated',
      salvaged_messages: 9,
    });
    expect((await summarise(bytes.subarray(0, 90))).verdict.code).toBe('truncated');
    const timeless = Buffer.from(bytes).toString('latin1').replace('sats time', 'sats when');
    expect((await summarise(Buffer.from(timeless, 'latin1'))).verdict.code).toBe('unsupported');
  });

  test('loses no row but the damaged one', async () => {
    const bytes = sampleVbo({ seconds: 3 });
    const isRow = (line: string) => /^\d{3} \d{6}/.test(line);
    const extents = lineExtents(bytes, isRow).map((extent, index, all) => ({
      ...extent,
      // A lost line break costs both rows, whose places are fixed.
      continued: all[index + 1]?.messages ?? 0,
    }));
    const first = extents.find(({ messages }) => messages > 0)?.start ?? 0;
    await checkDamage({ bytes, extents, vital: [{ start: 0, end: first }] }, { seed: 1, runs: 100 });
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleVbo({ seconds: 1 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

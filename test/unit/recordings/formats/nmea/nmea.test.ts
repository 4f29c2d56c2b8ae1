import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleNmea, sentence } from '../../../../../samples/nmea/sample-nmea.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\r\n`).join(''), 'latin1');
const iso = (ns: string | undefined) => new Date(Number(BigInt(ns ?? 0) / 1_000_000n)).toISOString();

describe('a log of NMEA 0183', () => {
  test('has a topic for each talker and type, and the figures of a receiver', async () => {
    const summary = await summarise(sampleNmea({ seconds: 20, lostAt: 10 }));
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 401 messages were read.' });
    expect(countsByTopic(summary)).toEqual({ GNGGA: 100, GNRMC: 100, GNGST: 100, GPGSV: 100, GNTXT: 1 });
    expect(summary.metrics.map(({ name, source, count }) => [name, source, count]).toSorted()).toEqual([
      ['gps_accuracy_m', 'GNGST', 100],
      ['gps_satellites', 'GNGGA', 100],
      ['vehicle_speed_kmh', 'GNRMC', 75],
    ]);
    expect(summary.codes).toMatchObject([{ code: 'GNGGA: GPS fix lost', count: 1 }]);
    expect(summary.logs).toMatchObject([{ text: 'ANTSTATUS=OK', source: 'GNTXT' }]);
    expect(summary.span?.clock).toBe('unix');
  });

  test.each(['1773475195.123 ', '2026-03-14T07:59:55.120Z, ', '[12:34:56.789] ', '07:59:55.120|'])(
    'behind the time %j in each line is read by its own times',
    async (prefix) => {
      const lines = Buffer.from(sampleNmea({ seconds: 5 }))
        .toString('latin1')
        .trimEnd()
        .split(/\r\n/);
      const plain = await summarise(text(...lines));
      const { format, verdict, topics, span } = await summarise(text(...lines.map((line) => prefix + line)));
      expect([format, verdict, span]).toEqual(['nmea', plain.verdict, plain.span]);
      expect(topics.map(({ name, message_count }) => [name, message_count])).toEqual(
        plain.topics.map(({ name, message_count }) => [name, message_count]),
      );
    },
  );

  test('omits speeds that no vehicle has', async () => {
    const at = (speed: string) =>
      sentence(`GPRMC,235959.50,A,4807.038,N,01131.000,E,${speed},084.4,311225,,,A`);
    const { metrics, omitted } = await summarise(text(at('10.0'), at('900.0'), at('')));
    expect(metrics).toMatchObject([{ name: 'vehicle_speed_kmh', count: 1, max_milli: 18_520 }]);
    expect(omitted.values).toEqual({ implausible: 1, no_number: 1 });
  });

  test('goes on over midnight, and takes the date that comes later', async () => {
    const { span } = await summarise(
      text(
        sentence('GPGGA,235959.50,,,,,0,00,99.9,,,,,,'),
        sentence('GPRMC,235959.50,V,,,,,,,311225,,,N'),
        sentence('GPGGA,000000.50,,,,,0,00,99.9,,,,,,'),
        sentence('GPZDA,000000.75,01,01,2026,00,00'),
      ),
    );
    expect([iso(span?.start_ns), iso(span?.end_ns)]).toEqual([
      '2025-12-31T23:59:59.500Z',
      '2026-01-01T00:00:00.750Z',
    ]);
  });

  test('may have TAG blocks, other marks, no checksums, and no times', async () => {
    const summary = await summarise(
      text(
        `\\s:r003669945,c:1120959341*03\\${sentence('AIVDM,1,1,,B,15M67F0000G,0').replace('$', '!')}`,
        '$PUBX,00',
        '$HEHDT,084.4,T',
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ AIVDM: 1, HEHDT: 1, PUBX: 1 });
    expect(summary.span).toBeNull();
  });

  test('of millions of bytes without checksums is read line by line', async () => {
    // To search the window for each line would take minutes.
    const line = '$HEHDT,084.4,T\r\n';
    const lines = Buffer.from(line.repeat((4 * 2 ** 20) / line.length));
    expect((await summarise(Buffer.concat([sampleNmea({ seconds: 20 }), lines]))).verdict.code).toBe('ok');
  });

  test('loses a sentence whose checksum is wrong, and only that', async () => {
    const good = sentence('GPGGA,000000.50,,,,,0,00,99.9,,,,,,');
    const { verdict, message_count } = await summarise(text(good, good.replace('00,99', '01,99'), good));
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 2 });
    const ship = await summarise(text(good, '!AIVDM,1,1,,B,15M67F0000G,0*00', good));
    expect({ code: ship.verdict.code, count: ship.message_count }).toEqual({ code: 'corrupt', count: 2 });
  });

  test('is not damaged by sentences that are not known', async () => {
    const letters = (length: number) =>
      fc.string({
        minLength: length,
        maxLength: length,
        unit: fc.constantFrom(...'ABCDEFGHIJKLMNOQRSTUVWXYZ'),
      });
    await fc.assert(
      fc.asyncProperty(fc.array(letters(5), { minLength: 1, maxLength: 5 }), async (names) => {
        const lines = names.map((name) => sentence(`${name},1,,x`));
        const bytes = Buffer.concat([sampleNmea({ seconds: 1 }), text(...lines)]);
        const { verdict, message_count } = await summarise(bytes);
        expect({ code: verdict.code, message_count }).toEqual({
          code: 'ok',
          message_count: 21 + names.length,
        });
      }),
      { numRuns: 50 },
    );
  });

  test('loses no sentence but the damaged one', async () => {
    const bytes = sampleNmea({ seconds: 2 });
    await checkDamage({ bytes, extents: lineExtents(bytes, () => true) }, { seed: 1, runs: 200 });
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleNmea({ seconds: 1 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

test.each([
  ['$GPGGA,123519,4807.038,N', 'nmea'],
  ['$price,1\n$other,2\n', undefined],
])('detection of %j', (head, format) => {
  expect(detectFormat(Buffer.from(head)).reader?.format).toBe(format);
});

test('addresses of NMEA 2000 stand in the place of the talker where CANboat made the sentences', async () => {
  const lines = ['02MWV,327.6,R,1.89,N', '24HDG,182.1,00.0,E,00.0,E', '04HDM,186.5,M'].map(sentence);
  const read = await summarise(text(...lines.map((line) => line.trim())));
  expect([read.format, read.verdict.code]).toEqual(['nmea', 'ok']);
  expect(countsByTopic(read)).toEqual({ '02MWV': 1, '24HDG': 1, '04HDM': 1 });
});

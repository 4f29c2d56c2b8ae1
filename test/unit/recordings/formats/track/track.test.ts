import { describe, expect, test } from 'vitest';
import { sampleTrack } from '../../../../../samples/track/sample-track.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const track = (points: string, root = 'gpx') =>
  Buffer.from(`<${root}><trk><trkseg>${points}</trkseg></trk></${root}>`);
const point = (time: string, rest = '') => `<trkpt lat="48.1" lon="11.5"><time>${time}</time>${rest}</trkpt>`;

describe('a track', () => {
  test.each([
    ['gpx', ['altitude', 'latitude', 'longitude', 'satellites', 'speed']],
    ['kml', ['altitude', 'latitude', 'longitude']],
    ['igc', ['altitude', 'fix accuracy', 'latitude', 'longitude', 'pressure altitude', 'satellites']],
    ['tcx', ['HeartRateBpm', 'altitude', 'latitude', 'longitude', 'speed']],
  ] as const)('in %s gives its points and what they hold', async (as, sources) => {
    const summary = await summarise(sampleTrack({ seconds: 60, as }));
    expect(summary).toMatchObject({
      format: 'track',
      verdict: { code: 'ok', message: 'All 60 messages were read.' },
      read_as: `Track of a satellite receiver (${as.toUpperCase()}).`,
      span: { start_ns: '1773475200000000000', end_ns: '1773475259000000000', clock: 'unix' },
    });
    expect(summary.metrics.map(({ source }) => source).toSorted()).toEqual(sources);
    expect(summary.metrics.every(({ count }) => count === 60)).toBe(true);
    const [latitude] = summary.metrics.filter(({ source }) => source === 'latitude');
    expect(latitude).toMatchObject({ min_milli: 48_100, max_milli: 48_106 });
  });

  describe('of a flight recorder (IGC)', () => {
    const igc = (...lines: string[]) => Buffer.from(['AXXX', ...lines, ''].join('\r\n'), 'latin1');
    const at = (time: string, rest = 'V0010000000') => `B${time}4806000S01130000W${rest}`;

    test('goes on over midnight, and has fractions of seconds and western and southern positions', async () => {
      const summary = await summarise(
        igc('HFDTE311225', 'I013636TDS', at('235959', 'A-0100005204'), at('000001', 'A00000005205')),
      );
      expect(summary.verdict.code).toBe('ok');
      expect([summary.span?.start_ns, summary.span?.end_ns]).toEqual([
        '1767225599400000000',
        '1767225601500000000',
      ]);
      const range = (source: string) => {
        const found = summary.metrics.find((metric) => metric.source === source);
        return [found?.min_milli, found?.max_milli];
      };
      expect(range('latitude')).toEqual([-48_100, -48_100]);
      expect(range('longitude')).toEqual([-11_500, -11_500]);
      expect(range('pressure altitude')).toEqual([-100_000, 0]);
    });

    test('states the day after midnight itself, or not at all', async () => {
      const said = await summarise(
        igc('HFDTEDATE:311225,01', at('235959'), 'HFDTEDATE: 010126', at('000001')),
      );
      expect([said.span?.end_ns, said.message_count]).toEqual(['1767225601000000000', 2]);
      const never = await summarise(igc('HFPLTPILOT:x', at('235959')));
      expect([never.message_count, never.verdict.code, never.span?.clock]).toEqual([1, 'ok', 'boot']);
    });

    test('has no height of a fix in two dimensions, and counts the records that are not read', async () => {
      const summary = await summarise(
        igc('HFDTE140326', 'LXXX remark', 'E080000PEV', at('080000'), 'X later'),
      );
      expect(summary.verdict.code).toBe('ok');
      expect(summary.metrics.map(({ source }) => source)).not.toContain('altitude');
      expect(summary.logs.map(({ text }) => text)).toContain(
        'Counted but not read: record L (1), record E (1), record X (1).',
      );
    });

    test('loses no fix but the damaged one', async () => {
      const bytes = sampleTrack({ seconds: 20, as: 'igc' });
      const extents = lineExtents(bytes, (line) => line.startsWith('B'));
      // The headings have the date.
      const vital = [{ start: 0, end: Buffer.from(bytes).indexOf('\nB') }];
      await checkDamage({ bytes, extents, vital }, { seed: 3, runs: 100 });
    });
  });

  test('of a later version, or of another program, may have other elements', async () => {
    const rest = '<x:later xmlns:x="y"><x:deep>7</x:deep></x:later><fix>3d</fix><!-- note -->';
    const other = track(
      `${point('2026-03-14T08:00:00Z', rest)}<later/>${point('2026-03-14T09:00:00.5+01:00')}`,
      'ns:gpx',
    );
    const summary = await summarise(other);
    expect(summary).toMatchObject({
      verdict: { code: 'ok' },
      message_count: 2,
      span: { start_ns: '1773475200000000000', end_ns: '1773475200500000000' },
      omitted: { values: { text: 1 } },
    });
    expect(summary.metrics.map(({ source }) => source)).toContain('deep');
  });

  test('without times is a companion; points without one are counted', async () => {
    const route =
      '<gpx><rte><rtept lat="48" lon="11"/></rte><trk><trkseg><trkpt lat="48" lon="11"/></trkseg></trk></gpx>';
    const map = '<kml><Placemark><Point><coordinates>8,50,0</coordinates></Point></Placemark></kml>';
    for (const text of [route, map])
      expect(await summarise(Buffer.from(text))).toMatchObject({
        format: 'companion',
        verdict: { code: 'ok' },
      });
    const summary = await summarise(track(`${point('2026-03-14T08:00:00Z')}<trkpt lat="48" lon="11"/>`));
    expect(summary).toMatchObject({ message_count: 1, omitted: { values: { no_time: 2 } } });
  });

  test('that was cut keeps the points before', async () => {
    const bytes = sampleTrack({ seconds: 10 });
    const { verdict } = await summarise(bytes.subarray(0, -60));
    expect(verdict).toMatchObject({ code: 'truncated', salvaged_messages: 9 });
  });

  test.each(['gpx', 'kml', 'tcx'] as const)('in %s loses no point but the damaged ones', async (as) => {
    const bytes = sampleTrack({ seconds: 40, as });
    // In KML a time that is lost shifts those behind it, and costs the last point.
    const isPoint = (line: string) => /^<(?:trkpt|Trackpoint|gx:coord)/.test(line);
    const extents = lineExtents(bytes, isPoint).map((extent) => ({ ...extent, continued: 1 }));
    const first = extents.find(({ messages }) => messages > 0)?.start ?? 0;
    await checkDamage({ bytes, extents, vital: [{ start: 0, end: first }] }, { seed: 1, runs: 150 });
  });

  test('longer than what is looked at in one piece is read whole, and the same in pieces of any size', async () => {
    const bytes = sampleTrack({ seconds: 3_000 });
    const whole = await summarise(bytes);
    expect(whole.message_count).toBe(3_000);
    expect(await summariseInPieces(bytes, 4096)).toEqual(whole);
    const short = sampleTrack({ seconds: 5 });
    const expected = await summarise(short);
    for (const size of [1, 7]) expect(await summariseInPieces(short, size)).toEqual(expected);
  });

  test('whose points never end is passed over in linear time', async () => {
    const open = Buffer.from(`<gpx>${'<trkpt><when><gx:coord>'.repeat(100_000)}`);
    expect((await summarise(open)).message_count).toBe(0);
  });
});

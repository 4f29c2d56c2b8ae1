import { describe, expect, test } from 'vitest';
import type { ListedSignal, OneSeries } from '../../../console/src/api/signals.ts';
import { projectionOf, scaleBar, trackPieces, trackSignals } from '../../../console/src/lib/signals/track.ts';

const second = 1_000_000_000;
const listed = (topic: string, field: string, more: Partial<ListedSignal> = {}): ListedSignal => ({
  signal: `${topic}:${field}`,
  topic,
  type: 't',
  field,
  kind: 'number',
  unit: null,
  labels: null,
  count: 10,
  min: 1,
  max: 2,
  start_ns: '0',
  end_ns: '1',
  clock: 'unix',
  files: 1,
  ...more,
});
const series = (values: number[], t = values.map((_, i) => i * second)): OneSeries => ({
  signal: 's',
  unit: null,
  labels: null,
  clock: 'unix',
  kind: 'raw',
  start_ns: '0',
  t,
  value: values,
  total: values.length,
  omitted: 0,
});

describe('the receivers', () => {
  test('have both coordinates in one topic, the one with the most positions first', () => {
    const tracks = trackSignals([
      listed('/gps', 'latitude', { count: 5 }),
      listed('/gps', 'longitude', { count: 5 }),
      listed('GPS', 'Lat', { count: 50 }),
      listed('GPS', 'Lng', { count: 50 }),
      listed('/alone', 'lat'),
      listed('/other', 'longitude'),
      listed('/imu', 'lateral'),
      listed('/net', 'flat'),
    ]);
    expect(tracks).toEqual([
      { topic: 'GPS', latitude: 'GPS:Lat', longitude: 'GPS:Lng' },
      { topic: '/gps', latitude: '/gps:latitude', longitude: '/gps:longitude' },
    ]);
  });

  test('are told apart within a topic, and one that stands still is none', () => {
    const fields = ['a.lat', 'a.lon', 'b.lat', 'b.lon'];
    expect(
      trackSignals(fields.map((field) => listed('/fix', field))).map(({ longitude }) => longitude),
    ).toEqual(['/fix:a.lon', '/fix:b.lon']);
    expect(trackSignals([listed('/fix', 'lat', { max: 1 }), listed('/fix', 'lon')])).toEqual([]);
  });
});

describe('the track', () => {
  test('is in degrees, also where integers carry them', () => {
    const [piece] = trackPieces(
      { latitude: series([481_000_000, 481_000_100]), longitude: series([115_000_000, 115_000_100]) },
      0n,
    );
    expect(piece?.map(({ latitude, longitude }) => [latitude, longitude])).toEqual([
      [48.1, 11.5],
      [48.10001, 11.50001],
    ]);
  });

  test('leaves out positions without a fix, and breaks where it jumps', () => {
    const pieces = trackPieces(
      { latitude: series([48, 0, 48.1, 20]), longitude: series([11, 0, 11.1, 11]) },
      0n,
    );
    expect(pieces.map((piece) => piece.map(({ at }) => at))).toEqual([[0, 2], [3]]);
  });

  test('has the newest value of the signal that colours it', () => {
    const colour = series([5, 6], [second / 2, 2 * second]);
    const [piece] = trackPieces(
      { latitude: series([1, 1.1, 1.2]), longitude: series([1, 1, 1]), colour },
      0n,
    );
    expect(piece?.map(({ value }) => value)).toEqual([undefined, 5, 6]);
  });
});

test('the picture is true to scale, and its bar is a round length', () => {
  const pieces = trackPieces({ latitude: series([60, 60.01]), longitude: series([10, 10.02]) }, 0n);
  const projection = projectionOf(pieces, 640, 480);
  const [a, b] = (pieces[0] ?? []).map(projection.place);
  // At 60° a degree of longitude is half as long as one of latitude.
  expect((b?.x ?? 0) - (a?.x ?? 0)).toBeCloseTo((a?.y ?? 0) - (b?.y ?? 0), 0);
  expect(a?.y).toBeGreaterThan(b?.y ?? 0);
  const { metres, pixels } = scaleBar(projection);
  expect([1, 2, 5]).toContain(metres / 10 ** Math.floor(Math.log10(metres)));
  expect(pixels).toBeLessThanOrEqual(160);
  expect(pixels * projection.metresPerPixel).toBeCloseTo(metres, 6);
});

test.each([
  ['goes north', series([48, 48.01]), series([10, 10.0001])],
  ['goes east', series([48, 48.0001]), series([10, 10.01])],
  ['stands still', series([48, 48]), series([10, 10])],
])(
  'the picture is no larger than a track needs that %s, which is in its middle',
  (_, latitude, longitude) => {
    const pieces = trackPieces({ latitude, longitude }, 0n);
    const { width, height, place } = projectionOf(pieces, 640, 480);
    const [a, b] = (pieces[0] ?? []).map(place) as [{ x: number; y: number }, { x: number; y: number }];
    expect((a.x + b.x) / 2).toBeCloseTo(width / 2, 0);
    expect((a.y + b.y) / 2).toBeCloseTo(height / 2, 0);
    expect(width).toBeLessThanOrEqual(Math.max(220, Math.abs(b.x - a.x) + 33));
    expect(height).toBeLessThanOrEqual(Math.max(120, Math.abs(b.y - a.y) + 33));
  },
);

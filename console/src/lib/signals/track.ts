import type { ListedSignal, OneSeries } from '../../api/signals.ts';

/** Latitude and longitude of one receiver. */
export interface TrackSignals {
  topic: string;
  latitude: string;
  longitude: string;
}

export interface TrackPoint {
  /** Seconds since the plots' origin. */
  at: number;
  /** Degrees. */
  latitude: number;
  longitude: number;
  /** Of the signal that colours the track, if it has one there. */
  value: number | undefined;
}

/** The last part of a field's name; ArduPilot writes `Lat` and `Lng`, some drivers `lon` or `long`. */
const latitudeName = /(?:^|[._ ])(lat|latitude)(?:_deg)?$/i;
const longitudeName = /(?:^|[._ ])(lon|lng|long|longitude)(?:_deg)?$/i;

/** Receivers whose two coordinates were recorded, the one with the most positions first. */
export function trackSignals(signals: readonly ListedSignal[]): TrackSignals[] {
  const moving = signals.filter(
    ({ kind, min, max }) => kind === 'number' && min !== null && max !== null && min < max,
  );
  return moving
    .filter(({ field }) => latitudeName.test(field))
    .flatMap((latitude) => {
      const stem = latitude.field.replace(latitudeName, '');
      const longitude = moving.find(
        ({ topic, field }) =>
          topic === latitude.topic && longitudeName.test(field) && field.replace(longitudeName, '') === stem,
      );
      return longitude ? [{ latitude, longitude }] : [];
    })
    .toSorted((a, b) => b.latitude.count - a.latitude.count)
    .map(({ latitude, longitude }) => ({
      topic: latitude.topic,
      latitude: latitude.signal,
      longitude: longitude.signal,
    }));
}

/** PX4 and MAVLink carry degrees times 1e7 in integers (GLOBAL_POSITION_INT). */
const scaled = 1e7;
/** Longer steps are a lost position, or two drives in one batch. */
const mostDegrees = 0.5;

/** The way of a receiver as pieces without jumps; positions of exactly 0, 0 are those of a receiver without a fix. */
export function trackPieces(
  {
    latitude,
    longitude,
    colour,
  }: { latitude: OneSeries; longitude: OneSeries; colour?: OneSeries | undefined },
  originNs: bigint,
): TrackPoint[][] {
  const lats = samplesOf(latitude, originNs);
  const lons = new Map(samplesOf(longitude, originNs).map(({ at, value }) => [at, value]));
  const colours = colour ? samplesOf(colour, originNs) : [];
  const scale = [latitude, longitude].some((one) =>
    samplesOf(one, 0n).some(({ value }) => Math.abs(value) > 360),
  )
    ? scaled
    : 1;
  const pieces: TrackPoint[][] = [];
  let next = 0;
  let last: TrackPoint | undefined;
  for (const { at, value } of lats) {
    const lon = lons.get(at);
    if (lon === undefined || (value === 0 && lon === 0)) continue;
    while (next + 1 < colours.length && (colours[next + 1]?.at ?? 0) <= at) next += 1;
    const shown = colours[next];
    const point = {
      at,
      latitude: value / scale,
      longitude: lon / scale,
      value: shown && shown.at <= at ? shown.value : undefined,
    };
    if (Math.abs(point.latitude) > 90 || Math.abs(point.longitude) > 360) continue;
    if (!last || isJump(last, point)) pieces.push([]);
    pieces.at(-1)?.push(point);
    last = point;
  }
  return pieces;
}

function isJump(a: TrackPoint, b: TrackPoint): boolean {
  return Math.abs(a.latitude - b.latitude) > mostDegrees || Math.abs(a.longitude - b.longitude) > mostDegrees;
}

/** Of buckets the mean: two coordinates of one receiver have the same times, so their buckets do too. */
function samplesOf(series: OneSeries, originNs: bigint): { at: number; value: number }[] {
  if (series.kind === 'events') return [];
  const start = Number(BigInt(series.start_ns) - originNs);
  const values = series.kind === 'raw' ? series.value : series.mean;
  return values.map((value, i) => ({ at: (start + (series.t[i] as number)) / 1e9, value }));
}

export interface Projection {
  width: number;
  height: number;
  /** Pixels of a position. */
  place(point: { latitude: number; longitude: number }): { x: number; y: number };
  /** Metres of a pixel. */
  metresPerPixel: number;
}

/** Of the mean sphere (IUGG): a degree of latitude in metres. */
const metresPerDegree = (Math.PI * 6_371_008.8) / 180;
const padding = 16;

/** Room for the scale, and for a track that goes straight on. */
const leastSize = { width: 220, height: 120 };

/** An equirectangular picture of the pieces, true to scale at their middle: as large as they need, and no larger than given. */
export function projectionOf(
  pieces: readonly TrackPoint[][],
  maxWidth: number,
  maxHeight: number,
): Projection {
  const points = pieces.flat();
  const span = (pick: (point: TrackPoint) => number) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const point of points) {
      least = Math.min(least, pick(point));
      most = Math.max(most, pick(point));
    }
    return { least, length: most - least };
  };
  const north = span(({ latitude }) => latitude);
  const east = span(({ longitude }) => longitude);
  const squeeze = Math.max(0.01, Math.cos(((north.least + north.length / 2) * Math.PI) / 180));
  const degrees = { x: east.length * squeeze, y: north.length };
  // The noise of a receiver that stands still, within ten metres, is not drawn larger.
  const scale = Math.min(
    (maxWidth - 2 * padding) / Math.max(degrees.x, 1e-4),
    (maxHeight - 2 * padding) / Math.max(degrees.y, 1e-4),
  );
  const sizeOf = (extent: number, least: number) => Math.max(least, Math.ceil(extent * scale + 2 * padding));
  const [width, height] = [sizeOf(degrees.x, leastSize.width), sizeOf(degrees.y, leastSize.height)];
  const margin = {
    x: (width - degrees.x * scale) / 2,
    y: (height - degrees.y * scale) / 2,
  };
  return {
    width,
    height,
    metresPerPixel: metresPerDegree / scale,
    place: ({ latitude, longitude }) => ({
      x: margin.x + (longitude - east.least) * squeeze * scale,
      y: height - margin.y - (latitude - north.least) * scale,
    }),
  };
}

/** A round length for the scale bar: 1, 2 or 5 times a power of ten metres, at most a quarter of the width. */
export function scaleBar({ width, metresPerPixel }: Projection): { metres: number; pixels: number } {
  const most = (width / 4) * metresPerPixel;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((factor) => factor * power).find((length) => length <= most) ?? power;
  return { metres, pixels: metres / metresPerPixel };
}

import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { createVehicle } from '../vehicle.ts';

export interface TrackOptions extends Pick<SampleOptions, 'seed' | 'startTime' | 'seconds'> {
  as?: 'gpx' | 'kml' | 'tcx' | 'igc';
}

interface Point {
  when: string;
  lat: string;
  lon: string;
  speed: string;
}

/** A point a second, as phones, bicycle computers and receivers write them; each on a line of its own. */
export function sampleTrack(options: TrackOptions = {}): Uint8Array {
  const { seed, startNs, seconds } = resolveOptions({ ...options, faults: [] });
  const vehicle = createVehicle(seed, []);
  const points = Array.from({ length: seconds }, (_, at): Point => {
    const { speed } = vehicle.at({ seconds: at, file: at / seconds, drive: at / seconds });
    return {
      when: new Date(Number(startNs / 1_000_000n) + at * 1000).toISOString(),
      lat: (48.1 + at * 1e-4).toFixed(6),
      lon: (11.5 + at * 1e-4).toFixed(6),
      speed: speed.toFixed(2),
    };
  });
  if (options.as === 'igc')
    return Buffer.from(
      igc(points)
        .map((line) => `${line}\r\n`)
        .join(''),
      'latin1',
    );
  const lines = writers[options.as ?? 'gpx'](points);
  return Buffer.from(['<?xml version="1.0" encoding="UTF-8"?>', ...lines, ''].join('\n'));
}

/** FAI, "Technical Specification for GNSS Flight Recorders", appendix A: a fix a second, with accuracy, satellites and further digits of the minutes. */
function igc(points: readonly Point[]): string[] {
  const [day = '', month = '', year = ''] = (points[0]?.when ?? '').slice(2, 10).split('-').toReversed();
  const digits = (text: string, width: number) => {
    const degrees = Math.floor(Number(text));
    const minutes = Math.round((Number(text) - degrees) * 60e5)
      .toString()
      .padStart(7, '0');
    return { fixed: String(degrees).padStart(width, '0') + minutes.slice(0, 5), more: minutes.slice(5) };
  };
  return [
    'AXSA001 sample',
    `HFDTEDATE:${day}${month}${year},01`,
    'HFDTM100GPSDATUM:WGS-1984',
    'I043638FXA3940SIU4142LAD4344LOD',
    'LXSA a remark',
    ...points.map(({ when, lat, lon }) => {
      const [north, east] = [digits(lat, 2), digits(lon, 3)];
      const time = when.slice(11, 19).replaceAll(':', '');
      return `B${time}${north.fixed}N${east.fixed}EA0051000520${'005'}${'09'}${north.more}${east.more}`;
    }),
    'GREJNGJERJKNJKRE31895478537H43982FJN9248F942389T433T',
  ];
}

const writers: Record<
  Exclude<NonNullable<TrackOptions['as']>, 'igc'>,
  (points: readonly Point[]) => string[]
> = {
  gpx: (points) => [
    '<gpx version="1.1" creator="sample" xmlns="http://www.topografix.com/GPX/1/1">',
    '<wpt lat="48.1" lon="11.5"><name>Start</name></wpt>',
    '<trk><name>Drive</name><trkseg>',
    ...points.map(
      ({ when, lat, lon, speed }) =>
        `<trkpt lat="${lat}" lon="${lon}"><ele>520.5</ele><time>${when}</time><sat>9</sat><extensions><gpxtpx:TrackPointExtension><gpxtpx:speed>${speed}</gpxtpx:speed></gpxtpx:TrackPointExtension></extensions></trkpt>`,
    ),
    '</trkseg></trk>',
    '</gpx>',
  ],
  kml: (points) => [
    '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark><gx:Track>',
    ...points.map(({ when }) => `<when>${when}</when>`),
    ...points.map(({ lat, lon }) => `<gx:coord>${lon} ${lat} 520.5</gx:coord>`),
    '</gx:Track></Placemark>',
    '</kml>',
  ],
  tcx: (points) => [
    '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity><Lap><Track>',
    ...points.map(
      ({ when, lat, lon, speed }) =>
        `<Trackpoint><Time>${when}</Time><Position><LatitudeDegrees>${lat}</LatitudeDegrees><LongitudeDegrees>${lon}</LongitudeDegrees></Position><AltitudeMeters>520.5</AltitudeMeters><HeartRateBpm><Value>71</Value></HeartRateBpm><Extensions><ns3:TPX><ns3:Speed>${speed}</ns3:Speed></ns3:TPX></Extensions></Trackpoint>`,
    ),
    '</Track></Lap></Activity></Activities>',
    '</TrainingCenterDatabase>',
  ],
};

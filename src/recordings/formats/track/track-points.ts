import { parseXml, type XmlElement } from '../../meaning/xml/xml-tree.ts';
import type { ColumnName } from '../tables/column-name.ts';

/** A point of a track: figures and words by the names of their elements. */
export type TrackPoint = Map<string, string>;

/** Names and units of the elements of GPX 1.0 and 1.1 (topografix.com), TCX 2 (Garmin), KML 2.3 (OGC 12-007) and IGC (FAI). */
const known: Record<string, ColumnName> = {
  ele: { name: 'altitude', unit: 'm' },
  AltitudeMeters: { name: 'altitude', unit: 'm' },
  LatitudeDegrees: { name: 'latitude', unit: '' },
  LongitudeDegrees: { name: 'longitude', unit: '' },
  lat: { name: 'latitude', unit: '' },
  lon: { name: 'longitude', unit: '' },
  'pressure altitude': { name: 'pressure altitude', unit: 'm' },
  'fix accuracy': { name: 'fix accuracy', unit: 'm' },
  'vertical accuracy': { name: 'vertical accuracy', unit: 'm' },
  sat: { name: 'satellites', unit: '' },
  speed: { name: 'speed', unit: 'm/s' },
  Speed: { name: 'speed', unit: 'm/s' },
  course: { name: 'course', unit: 'deg' },
  DistanceMeters: { name: 'distance', unit: 'm' },
  atemp: { name: 'ambient temperature', unit: 'degC' },
  Watts: { name: 'power', unit: 'W' },
};

/** The element that holds the time of a point. */
export const timeElements: readonly string[] = ['time', 'Time', 'when'];
export const timeName = 'time';

export function headingOf(element: string): ColumnName {
  return known[element] ?? { name: element, unit: '' };
}

/** The values of a `trkpt` or `Trackpoint` with all that is in it; undefined if it is not well-formed. */
export function readPoint(xml: string): TrackPoint | undefined {
  const { root, problem } = parseXml(xml.replace(/(<\/?|\s)[\w.-]+:(?=[\w.-])/g, '$1'));
  if (!root || problem) return undefined;
  const point: TrackPoint = new Map();
  for (const name of ['lat', 'lon']) {
    const value = root.attributes[name];
    if (value !== undefined) point.set(name, value);
  }
  collect(root, point);
  return point;
}

/** What is in elements without others; that in a `Value` has the name of the element around it. */
function collect({ children, name: parent }: XmlElement, point: TrackPoint): void {
  for (const child of children) {
    if (child.children.length > 0) collect(child, point);
    else if (child.text !== '') {
      const name = child.name === 'Value' ? parent : child.name;
      point.set(timeElements.includes(name) ? timeName : name, child.text);
    }
  }
}

/** Longitude, latitude and altitude of a `gx:coord`, which has blanks between them. */
export function readCoordinates(text: string): TrackPoint | undefined {
  const [lon, lat, ele = ''] = text.trim().split(/[\s,]+/);
  if (lon === undefined || lat === undefined || lon === '') return undefined;
  const point: TrackPoint = new Map([
    ['lat', lat],
    ['lon', lon],
  ]);
  if (ele !== '') point.set('ele', ele);
  return point;
}

import { begins } from '../../bytes/file-head.ts';
import { xmlRoot } from '../text/xml-root.ts';
import { type NamedKind, namedCompanions } from './companion-reader.ts';
import { headText, linesOf } from './plain-lines.ts';
import { isMarkdown, isProperties, isSourceCode } from './source-code.ts';

const asDatabase = 'To have signals named by it, upload it as DBC or ARXML too, for example by canmatrix.';

/** Texts that lie beside recordings, by their first line or their root. */
const kinds: readonly NamedKind[] = [
  { what: 'a script', detects: begins('#!/', '#! /') },
  { what: 'a mission plan', detects: begins('QGC WPL ') },
  {
    what: 'a signature, a key or a certificate',
    detects: begins('-----BEGIN PGP SIG', '-----BEGIN CERT', '-----BEGIN PUBLIC', '-----BEGIN SSH SIG'),
  },
  {
    what: 'a page of HTML',
    detects: (head) => /^\s*<(?:!doctype html|html[\s>])/i.test(headText(head) ?? ''),
  },
  { what: 'a text in RTF', detects: begins('{\\rtf') },
  { what: 'a track of subtitles (WebVTT)', detects: begins('WEBVTT') },
  { what: 'an SVG picture', detects: xmlRoot('svg') },
  // ROS (URDF, SDFormat, launch and package files), ASAM OpenDRIVE and OpenSCENARIO, OpenStreetMap.
  {
    what: 'a model, a map or a launch file (XML)',
    detects: (head) =>
      ['robot', 'sdf', 'launch', 'package', 'OpenDRIVE', 'OpenSCENARIO', 'osm'].some((name) =>
        xmlRoot(name)(head),
      ),
  },
  { what: 'a description of a network (FIBEX)', detects: xmlRoot('FIBEX'), advice: asDatabase },
  // Vector CANdela; ASAM MCD-2 D (ISO 22901-1).
  {
    what: 'a description of diagnostics (CDD, ODX)',
    detects: (head) => ['CANDELA', 'ODX'].some((name) => xmlRoot(name)(head)),
  },
  { what: 'a document in XML', detects: isXmlDocument },
  { what: 'a file of settings (INI, TOML)', detects: isSettings },
  { what: 'a file of settings (INI, TOML)', detects: isProperties },
  { what: 'a document in Markdown', detects: isMarkdown },
  { what: 'source code', detects: isSourceCode },
  { what: 'a list of times', detects: isListOfTimes },
  { what: 'a text of words', detects: isProse },
];

/** Notes, scripts and settings: known, and never a failed file. */
export const texts = namedCompanions('media', kinds);

const anyRoot = xmlRoot('[\\w.-]+');

/** Settings, projects and models, which are more words than figures; a log in XML has times. */
function isXmlDocument(head: Uint8Array): boolean {
  const whole = headText(head);
  // What is no plain text, or one line beyond the head, cannot be told from a log.
  if (whole === undefined || !anyRoot(head)) return false;
  const text = whole.replace(/^\s*<\?[^>]*>/, '');
  if (/\b(?:time|timestamp|date|t)\s*[=>]|\d:\d\d/i.test(text)) return false;
  const words = text.match(/[A-Za-z]{2,}/g) ?? [];
  const figures = text.match(/\d+/g) ?? [];
  return words.length >= figures.length;
}

/** A line that names a section, then lines of keys and values. */
function isSettings(head: Uint8Array): boolean {
  const lines = linesOf(headText(head) ?? '').filter((line) => !line.startsWith(';'));
  const isLine = (line: string) => /^\s*(?:\[\[?[\w .:"/-]+\]\]?\s*(?:[#;].*)?|[\w .:/"-]+=.*)$/.test(line);
  return (
    lines.length > 1 &&
    /^\s*\[\[?[A-Za-z_.]/.test(lines[0] ?? '') &&
    lines.every(isLine) &&
    lines.some((line) => line.includes('='))
  );
}

const leastTimes = 10;
/** Date and time of day (KITTI, raw data), or seconds with a fraction (KITTI odometry) or nanoseconds since 1970 (EuRoC). */
const aTime =
  /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?|\d{1,10}\.\d{1,12}(?:e[+-]\d\d)?|1\d{18})$/;

/** When each picture or scan of a folder was taken: times that rise, and nothing else. */
function isListOfTimes(head: Uint8Array): boolean {
  const lines = linesOf(headText(head) ?? '').map((line) => line.trim());
  if (lines.length < leastTimes || !lines.every((line) => aTime.test(line))) return false;
  const times = lines.map((line) => (line.includes(':') ? Date.parse(line) : Number(line)));
  return times.every((time, at) => at === 0 || time >= (times[at - 1] as number));
}

/** Notes in a language that is written with spaces: neither times nor hardly a figure, as any log would have them. */
function isProse(head: Uint8Array): boolean {
  const text = headText(head);
  if (text === undefined || text.includes('\t') || /\d:\d\d/.test(text)) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const words = text.match(/(?<![\p{L}\d_])\p{L}{3,}(?![\p{L}\d_])/gu) ?? [];
  const figures = text.match(/\d+/g) ?? [];
  return lines.length > 1 && words.length >= 6 && words.length >= 8 * figures.length;
}

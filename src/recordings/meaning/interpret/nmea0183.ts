import type { Severity } from '../../../domain/severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { reportLog } from './log.ts';
import { Onsets } from './onsets.ts';
import { reportFigure, reportStated, unlessZero } from './report-figure.ts';

const kmhPerKnot = 1.852;
/** "TXT" of u-blox: message type. */
const textLevels: Record<string, Severity> = { '00': 'error', '01': 'warning', '02': 'info', '07': 'info' };

/** Names of the fields of sentences that are figures (NMEA 0183, IEC 61162-1); others are told apart by their number. */
export const sentenceFields: Record<string, readonly string[]> = {
  GGA: [
    'time',
    'latitude',
    'north_south',
    'longitude',
    'east_west',
    'quality',
    'satellites',
    'hdop',
    'altitude_m',
  ],
  RMC: [
    'time',
    'status',
    'latitude',
    'north_south',
    'longitude',
    'east_west',
    'speed_knots',
    'course_deg',
    'date',
  ],
  VTG: ['course_deg', 'true', 'magnetic_course_deg', 'magnetic', 'speed_knots', 'knots', 'speed_kmh'],
  GST: [
    'time',
    'range_rms_m',
    'major_m',
    'minor_m',
    'orientation_deg',
    'latitude_m',
    'longitude_m',
    'altitude_m',
  ],
  HDT: ['heading_deg'],
  ROT: ['rate_deg_per_min'],
  DBT: ['depth_feet', 'feet', 'depth_m', 'metres', 'depth_fathoms'],
};

/** What the sentences of one talker and type say. */
export class SentenceInterpreter {
  readonly #onsets = new Onsets('diagnostics');
  readonly #findings: Findings;
  readonly #type: string;
  #hadFix = false;

  constructor(type: string, findings: Findings) {
    this.#type = type;
    this.#findings = findings;
  }

  read(fields: readonly string[], place: Place): void {
    switch (this.#type) {
      case 'GGA':
        this.#readFix(fields, place);
        break;
      case 'RMC':
        if (fields[1] === 'A') {
          const speed = numberOf(fields[6]) * kmhPerKnot;
          reportFigure('vehicle_speed_kmh', place.topic, speed, place, this.#findings);
        }
        break;
      case 'GST': {
        const error = Math.max(numberOf(fields[5]), numberOf(fields[6]));
        reportStated('gps_accuracy_m', place.topic, unlessZero(error), place, this.#findings);
        break;
      }
      case 'TXT': {
        const severity = textLevels[fields[2] ?? ''];
        const line = { source: place.topic, text: fields.slice(3).join(','), kind: 'log' as const };
        if (severity && line.text !== '') reportLog({ severity, ...line }, place, this.#findings);
        break;
      }
    }
  }

  /** Quality 0: no position. A receiver that was just switched on has none yet. */
  #readFix(fields: readonly string[], place: Place): void {
    const quality = numberOf(fields[5]);
    this.#hadFix ||= quality > 0;
    if (this.#hadFix) reportFigure('gps_satellites', place.topic, numberOf(fields[6]), place, this.#findings);
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: 'The receiver lost its position.',
      }) as const;
    this.#onsets.note(this.#hadFix && quality === 0, 'fix', lost, place, this.#findings);
  }
}

function numberOf(field: string | undefined): number {
  return /^[+-]?\d+(?:\.\d*)?$/.test(field ?? '') ? Number(field) : Number.NaN;
}

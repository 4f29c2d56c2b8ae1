import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import { companionFormat } from '../../summary/companion.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { type Row, Table } from '../tables/table.ts';
import type { TimeColumn } from '../tables/time-column.ts';
import { walkLines } from '../text/line-walk.ts';
import { xmlRoot } from '../text/xml-root.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { IgcLines, isIgc } from './igc-lines.ts';
import { headingOf, type TrackPoint, timeName } from './track-points.ts';
import { type PointSink, walkTrack } from './track-walk.ts';

const format = 'track';
const topic = 'track';
const igc = 'IGC';
/** Elements of points that are told apart; further ones are counted as too many. */
const maxColumns = 200;

/** https://www.topografix.com/GPX/1/1, https://www.ogc.org/standard/kml, TrainingCenterDatabasev2.xsd of Garmin. */
const kinds: { detects: (head: Uint8Array) => boolean; what: string }[] = [
  { detects: xmlRoot('gpx'), what: 'GPX' },
  { detects: xmlRoot('kml'), what: 'KML' },
  { detects: xmlRoot('TrainingCenterDatabase'), what: 'TCX' },
  { detects: isIgc, what: igc },
];
const kindOf = (head: Uint8Array) => kinds.find(({ detects }) => detects(head));

/** Tracks of satellite receivers. Routes and maps without times are no recordings, and do not fail. */
export const trackReader: RecordingReader = {
  format,
  detects: (head) => kindOf(head) !== undefined,
  readsUnsized: true,
  read: readTrack,
};

const time: TimeColumn = {
  index: 0,
  kind: { kind: 'date-time', order: 'ymd' },
  understood: 'that of each point',
};
const always = ['lat', 'lon', 'ele'];

async function readTrack(source: ByteSource, { signal, messages }: ReadOptions): Promise<FileSummary> {
  const reader = new ByteReader(source, signal);
  await reader.fill(Math.min(reader.size, 1024));
  const { what = '' } = kindOf(reader.slice(0, Math.min(reader.available, 1024))) ?? {};
  const builder = new SummaryBuilder(messages);
  const damage = new DamageLog();
  const passedOver = new PassedOver();
  const headings = [{ name: timeName, unit: '' }, ...always.map(headingOf)];
  const table = new Table(builder, { headings, sample: [], time, encoding: format, topic });
  const rows = new PointRows(table, builder);
  let timed = 0;
  try {
    const sink: PointSink = (point, bytes, offset) => {
      rows.point = point;
      if (table.row(rows, bytes, offset)) timed += 1;
      else passedOver.count('point without a readable time');
    };
    if (what === igc) await walkLines(reader, new IgcLines(sink, passedOver), damage);
    else await walkTrack(reader, damage, sink);
  } finally {
    await reader.close();
  }
  passedOver.report(what, builder, { timeNs: builder.endNs, topic: '' });
  const summary = builder.finish({ format, sizeBytes: reader.size, damage });
  if (timed === 0 && summary.verdict.code === 'ok') return withoutTrack(reader.size, what);
  return { ...summary, read_as: `Track of a satellite receiver (${what}).` };
}

function withoutTrack(size: number, what: string): FileSummary {
  const message = `This is a map or a route (${what}) beside the recordings; none of its points has a time.`;
  return {
    ...emptySummary(size, { code: 'ok', message }, companionFormat),
    companion: { kind: 'media', files: [] },
  };
}

/** The cells of a point, by the columns of the table. */
class PointRows implements Row {
  readonly #table: Table;
  readonly #builder: Pick<SummaryBuilder, 'omit'>;
  readonly #columns = [timeName, ...always];
  #point: TrackPoint = new Map();

  constructor(table: Table, builder: Pick<SummaryBuilder, 'omit'>) {
    this.#table = table;
    this.#builder = builder;
  }

  set point(point: TrackPoint) {
    this.#point = new Map([...point].map(([name, value]) => [this.#columnOf(name), value]));
  }

  /** Elements that mean the same, as `lat` and `LatitudeDegrees`, are one column. */
  #columnOf(element: string): string {
    const { name, unit } = headingOf(element);
    const known = this.#columns.find((column) => headingOf(column).name === name);
    if (known !== undefined) return known;
    if (this.#columns.length >= maxColumns) this.#builder.omit('too_many', 1);
    else {
      this.#columns.push(element);
      this.#table.add({ name, unit });
    }
    return element;
  }

  number(index: number): number {
    const text = this.text(index);
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  }

  text(index: number): string {
    return this.#point.get(this.#columns[index] ?? '') ?? '';
  }
}

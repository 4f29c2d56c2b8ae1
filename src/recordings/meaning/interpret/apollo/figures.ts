import type { MetricMeter } from '../../../summary/metric-meter.ts';
import type { MeteredFindings } from '../../../summary/summary-builder.ts';
import type { ProtobufType } from '../../decode/protobuf.ts';
import { createFigureReader } from '../../decode/protobuf-figures.ts';
import { isPlausible, whyNotPlausible } from '../../metrics/metric-names.ts';
import { metricOfSignal, plainFigure, type SignalMetric } from '../../metrics/signal-metric.ts';
import type { ApolloInterpreter, ApolloPlace } from './interpreter.ts';

/** Times, numbers of messages and the like. */
const housekeeping =
  /(?:^|_)(?:timestamp|time|sequence|seq|id|version|stamp|crc|checksum|mask|frame|count)(?:_|$)/;
const notFigures: ReadonlySet<string> = new Set(['bool', 'enum']);

/** Units that Apollo writes into the names of fields. */
const units: readonly [suffix: RegExp, unit: string][] = [
  [/_percentage$/, '%'],
  [/_mps$/, 'm/s'],
  [/_mps2$/, 'm/s²'],
  [/_rpm$/, 'rpm'],
  [/_nm$/, 'Nm'],
  [/_deg(?:rees?)?$/, 'deg'],
  [/_celsius$/, '°C'],
  [/_m$/, 'm'],
  [/^(?:latitude|longitude)$/, 'deg'],
];

/** Figures whose names alone do not say what they are. */
const known: Readonly<Record<string, SignalMetric>> = {
  'apollo.canbus.Chassis speed_mps': { metric: 'vehicle_speed_kmh', scale: 3.6, shift: 0 },
  'apollo.drivers.gnss.GnssBestPose num_sats_in_solution': { metric: 'gps_satellites', scale: 1, shift: 0 },
};

interface Figure extends SignalMetric {
  source: string;
  ofUnit: string;
  /** Opened with the first figure; `refused` if the file has too many. */
  meter: MetricMeter | 'refused' | undefined;
}

/** Numbers of any message: those whose name and unit clearly mean a metric, and others as signals. */
export function figureInterpreter({ type, fullName }: ProtobufType): ApolloInterpreter {
  const reader = createFigureReader(
    type,
    (path, kind) =>
      path[0] !== 'header' && !notFigures.has(kind) && !path.some((name) => housekeeping.test(name)),
  );
  let figures: Figure[] | undefined;
  return (bytes, at, end, place, findings) => {
    figures ??= reader.fields.map(({ path }) => figureOf(fullName, path, place.topic));
    const visit = (index: number, value: number) => {
      const figure = figures?.[index];
      if (figure) measure(figure, value, place, findings);
    };
    return reader.read(bytes, at, end, visit);
  };
}

function measure(figure: Figure, value: number, place: ApolloPlace, findings: MeteredFindings): void {
  const { metric, scale, shift, source, ofUnit } = figure;
  const scaled = value * scale + shift;
  if (!isPlausible(metric, scaled)) {
    findings.omit(whyNotPlausible(scaled), 1);
    return;
  }
  figure.meter ??= findings.meter(metric, source, metric === 'signal' ? ofUnit : undefined) ?? 'refused';
  if (figure.meter === 'refused') findings.omit('too_many', 1);
  else figure.meter.add(place.high, place.low, place.topic, place.offset, scaled);
}

function figureOf(type: string, path: readonly string[], topic: string): Figure {
  const name = path.at(-1) ?? '';
  const ofUnit = units.find(([suffix]) => suffix.test(name))?.[1] ?? '';
  const meant =
    known[`${type} ${path.join('.')}`] ?? metricOfSignal(name, ofUnit) ?? plainFigure(name, ofUnit);
  return { ...meant, source: `${topic}: ${path.join('.')}`, ofUnit: meant.unit ?? ofUnit, meter: undefined };
}

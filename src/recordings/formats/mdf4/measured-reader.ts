import { isPlausible, metricOfField } from '../../meaning/metrics/metric-names.ts';
import type { MetricName } from '../../summary/file-summary.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { nanoseconds, type TopicTracker } from '../../summary/topic-tracker.ts';
import { type Conversion, convert } from './conversion.ts';
import type { Channel, ChannelGroup } from './definitions.ts';
import { NumberField } from './number-field.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';

/** Of one file: as many as a summary keeps. Decoding all channels of an engine measurement would cost a hundred times more. */
export const maxSignals = 24;

/** Channel names in the topic's type; the rest is counted. */
const namedChannels = 8;

interface Signal {
  metric: MetricName;
  source: string;
  unit: string | undefined;
  scale: number;
  field: NumberField;
  conversion: Conversion | undefined;
  /** Bytes from the record's start, and the bit in it, that mark the value as invalid. */
  invalidAt: number;
  invalidMask: number;
}

/** Counts the records of a measured group; its channels that mean a metric, and some others, become metrics. */
export class MeasuredReader implements RecordReader {
  readonly #time: RecordTime;
  readonly #tracker: TopicTracker;
  readonly #topic: string;
  readonly #signals: Signal[];
  readonly #bytes: number;
  readonly #builder: SummaryBuilder;

  /** `signals`: how many channels that are no known metric may become one. */
  constructor(
    group: ChannelGroup,
    topic: string,
    time: RecordTime,
    builder: SummaryBuilder,
    signals: number,
  ) {
    this.#time = time;
    this.#builder = builder;
    this.#topic = topic;
    this.#bytes = group.dataBytes;
    this.#tracker = builder.topic({ name: topic, type: channelNames(group), encoding: 'mdf4' });
    this.#signals = signalsOf(group, topic, signals);
  }

  /** How many of the signals allowed are in use. */
  get signals(): number {
    return this.#signals.filter(({ metric }) => metric === 'signal').length;
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    const time = this.#time;
    time.read(data, view, at, index);
    this.#tracker.add(time.high, time.low, this.#bytes, offset);
    if (this.#signals.length === 0) return;
    const place = { timeNs: nanoseconds(time.high, time.low), topic: this.#topic, offset };
    for (const { metric, source, unit, scale, field, conversion, invalidAt, invalidMask } of this.#signals) {
      if (invalidMask !== 0 && ((data[at + invalidAt] as number) & invalidMask) !== 0) continue;
      const value = convert(conversion, field.read(data, view, at)) * scale;
      if (isPlausible(metric, value)) this.#builder.metric(metric, source, value, place, unit);
    }
  }
}

function channelNames({ channels }: ChannelGroup): string {
  const names = channels
    .filter(({ kind }) => kind !== 'master' && kind !== 'virtual-master')
    .map(({ name }) => name);
  const rest = names.length - namedChannels;
  return `${names.slice(0, namedChannels).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function signalsOf(group: ChannelGroup, topic: string, most: number): Signal[] {
  const signals: Signal[] = [];
  let left = most;
  for (const channel of group.channels) {
    const field =
      channel.kind === 'fixed' && isNumeric(channel) ? NumberField.of(channel, group.dataBytes) : undefined;
    if (!field) continue;
    const meant = metricOf(channel);
    if (!meant && left === 0) continue;
    if (!meant) left -= 1;
    const bit = channel.invalidBit;
    const within = bit !== undefined && bit >> 3 < group.invalidationBytes;
    signals.push({
      metric: meant?.metric ?? 'signal',
      source: `${topic} ${channel.name}`.trim(),
      unit: meant ? undefined : channel.unit,
      scale: meant?.scale ?? 1,
      field,
      conversion: channel.conversion,
      invalidAt: group.dataBytes + ((bit ?? 0) >> 3),
      invalidMask: within ? 1 << (bit & 7) : 0,
    });
  }
  return signals;
}

function isNumeric({ array, invalid, conversion }: Channel): boolean {
  return !array && !invalid && conversion?.kind !== 'text';
}

/** Units in which a metric may be given; without a unit the name alone has to be clear. */
const units: Partial<Record<MetricName, RegExp>> = {
  temperature_celsius: /^(?:°|deg\s?|degrees?\s?)?C(?:elsius)?$/i,
  battery_voltage: /^V(?:olts?)?$/i,
};

const percent = /^(?:%|percent|pct)$/i;

/** The metric a channel clearly means: by the last part of its name, before the device that INCA adds behind `\`. */
function metricOf({ name, unit }: Channel): { metric: MetricName; scale: number } | undefined {
  const meant = metricOfField(name.split('\\')[0]?.split('.').at(-1) ?? '');
  if (!meant) return undefined;
  const written = unit.trim();
  if (written === '') return meant;
  const asNamed = units[meant.metric] ?? (meant.metric.endsWith('_percent') ? percent : undefined);
  if (asNamed?.test(written)) return { metric: meant.metric, scale: 1 };
  return undefined;
}

import { isPlausible } from '../../meaning/metrics/metric-names.ts';
import type { OmissionReason } from '../../summary/file-summary.ts';
import type { MetricMeter } from '../../summary/metric-meter.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { convert } from './conversion.ts';
import type { ChannelGroup } from './definitions.ts';
import { handOverRecords, type RecordHandOver } from './hand-over-records.ts';
import type { InvalidationColumn } from './invalidation-column.ts';
import { isMaster, planSignals, type Signal, type SignalPlan } from './measured-signals.ts';
import { NumberField } from './number-field.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordTime } from './record-time.ts';

/**
 * Maximum for one file: as many as a summary keeps. Decoding all channels of an engine measurement would cost a
 * hundred times more.
 */
export const maxSignals = 24;

/** Maximum channel names in the topic's type; the others are counted. */
const namedChannels = 8;

/** A signal with its recorder; undefined before the first value. */
interface MeteredSignal extends Signal {
  meter: MetricMeter | undefined;
}

/** Counts the records of a measured group; channels that represent a known metric, and some others, become metrics. */
export class MeasuredReader implements RecordReader {
  /** How many of the allowed signals are used. */
  readonly signals: number;
  readonly #time: RecordTime;
  readonly #tracker: TopicTracker;
  readonly #topic: string;
  readonly #signals: MeteredSignal[];
  readonly #bytes: number;
  readonly #builder: SummaryBuilder;
  readonly #invalid: InvalidationColumn | undefined;
  readonly #handOver: RecordHandOver | undefined;
  readonly #omitted = new Map<OmissionReason, number>();
  #records = 0;

  /**
   * `signals`: how many channels that represent no known metric may become one. `invalid`: where the invalidation
   * bits are, if not in the records.
   */
  constructor(
    group: ChannelGroup,
    topic: string,
    time: RecordTime,
    builder: SummaryBuilder,
    options: { signals: number; invalid: InvalidationColumn | undefined; encoding: string },
  ) {
    const { signals, invalid, encoding } = options;
    this.#time = time;
    this.#builder = builder;
    this.#topic = topic;
    this.#bytes = group.dataBytes;
    this.#invalid = invalid;
    const key = { name: topic, type: channelNames(group), encoding };
    this.#tracker = builder.topic(key);
    this.#handOver = handOverRecords(group, key, time, builder, invalid);
    const plan = planSignals(group, topic, signals);
    this.signals = plan.unnamed;
    this.#signals = plan.signals.map((signal) => ({ ...signal, meter: undefined }));
    builder.atEnd(() => this.#reportOmitted(plan));
  }

  read(data: Uint8Array, view: DataView, at: number, index: number, offset: number): void {
    const time = this.#time;
    time.read(data, view, at, index);
    this.#tracker.add(time.high, time.low, this.#bytes, offset);
    this.#records += 1;
    this.#handOver?.(data, view, at, index, offset);
    for (const signal of this.#signals) {
      if (signal.invalidMask !== 0 && this.#isInvalid(signal, data, at, index)) {
        this.#omit('marked_invalid');
        continue;
      }
      const value = figureOf(signal, data, view, at, index);
      if (Number.isFinite(value) && isPlausible(signal.metric, value)) {
        signal.meter ??= this.#builder.meter(signal.metric, signal.source, signal.unit);
        if (signal.meter) signal.meter.add(time.high, time.low, this.#topic, offset, value);
        else this.#omit('too_many');
      } else this.#omit(reasonOf(signal, value));
    }
  }

  #isInvalid({ invalidAt, invalidMask }: Signal, data: Uint8Array, at: number, index: number): boolean {
    const bits = this.#invalid
      ? this.#invalid.byteOf(index, invalidAt)
      : (data[at + this.#bytes + invalidAt] as number);
    return (bits & invalidMask) !== 0;
  }

  #omit(reason: OmissionReason): void {
    this.#omitted.set(reason, (this.#omitted.get(reason) ?? 0) + 1);
  }

  #reportOmitted({ omitted }: SignalPlan): void {
    for (const [reason, channels] of omitted) this.#builder.omit(reason, channels * this.#records);
    for (const [reason, values] of this.#omitted) this.#builder.omit(reason, values);
  }
}

/** In the unit of the metric; NaN if there is no value. */
function figureOf(
  { field, conversion, scale }: Signal,
  data: Uint8Array,
  view: DataView,
  at: number,
  index: number,
): number {
  if (field instanceof NumberField) return convert(conversion, field.read(data, view, at)) * scale;
  if (!field) return convert(conversion, index) * scale;
  return conversion?.kind === 'from-text' ? conversion.apply(field.read(data, at)) * scale : Number.NaN;
}

/** A rule returns no number for a value that denotes a text. */
function reasonOf({ conversion }: Signal, value: number): OmissionReason {
  if (Number.isFinite(value)) return 'implausible';
  const mayBeText = conversion?.kind === 'function' || conversion?.kind === 'from-text';
  return mayBeText && Number.isNaN(value) ? 'text' : 'no_number';
}

function channelNames(group: ChannelGroup): string {
  const names = group.channels.filter((channel) => !isMaster(channel)).map(({ name }) => name);
  const rest = names.length - namedChannels;
  return `${names.slice(0, namedChannels).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

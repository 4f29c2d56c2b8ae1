import type { MetricName } from '../../summary/file-summary.ts';
import type { MetricMeter } from '../../summary/metric-meter.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { MeteredFindings } from '../../summary/summary-builder.ts';
import { type FrameHandler, frameFlags } from '../can/can-frame.ts';
import type { SignalTopic } from '../can/named-signals.ts';
import { isPlausible, whyNotPlausible } from '../metrics/metric-names.ts';
import type { SignalMetric } from '../metrics/signal-metric.ts';
import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { createFrameDecoder, qualifiedName } from './frame-decoder.ts';
import { physicalValue } from './message-decoder.ts';
import { planSignal, type SignalPlan } from './signal-plan.ts';

/** The place of the current frame. */
interface FramePlace {
  high: number;
  low: number;
  offset: number;
}

/**
 * Reads the signals of one message: figures become metrics, values labelled as faults become codes. Undefined if no
 * signal of the message is of interest and it is no container, of which it counts what is not decoded.
 */
export function createSignalHandler(
  { bus, id, topic }: SignalTopic,
  message: MessageDefinition,
  findings: MeteredFindings,
): FrameHandler | undefined {
  // One parameter group comes from several control units, each with figures of its own.
  const sender = message.j1939 ? ` (SA ${id & 0xff})` : '';
  const readers = message.signals.map((signal, index) => {
    const plan = planSignal(message, index);
    const code = `${message.name}.${qualifiedName(signal)}`;
    const source = `${bus} ${code}${sender}`;
    return plan && new SignalReader(signal, plan, { topic, source, code }, findings);
  });
  if (!message.container && !readers.some((reader) => reader)) return undefined;
  const decode = createFrameDecoder(
    message,
    (_, index) => readers[index] !== undefined,
    (reason) => findings.omit(reason, 1),
  );
  const place: FramePlace = { high: 0, low: 0, offset: 0 };
  const visit = (index: number, raw: number) => readers[index]?.read(raw, place);
  return (high, low, data, start, length, offset, flags) => {
    if ((flags & frameFlags.remote) !== 0) return;
    place.high = high;
    place.low = low;
    place.offset = offset;
    decode(data, start, length, visit);
  };
}

const noMetric: Partial<SignalMetric> & { scale: number; shift: number } = { scale: 1, shift: 0 };

class SignalReader {
  readonly #signal: SignalDefinition;
  readonly #plan: SignalPlan;
  readonly #name: { topic: string; source: string; code: string };
  readonly #unit: string | undefined;
  readonly #metric: MetricName | undefined;
  readonly #scale: number;
  readonly #shift: number;
  readonly #findings: MeteredFindings;
  #meter: MetricMeter | undefined;
  #refused = false;
  #state = Number.NaN;

  constructor(
    signal: SignalDefinition,
    plan: SignalPlan,
    name: { topic: string; source: string; code: string },
    findings: MeteredFindings,
  ) {
    const { metric, scale, shift, unit = signal.unit } = plan.metric ?? noMetric;
    this.#signal = signal;
    this.#plan = plan;
    this.#name = name;
    this.#metric = metric;
    this.#scale = scale;
    this.#shift = shift;
    this.#unit = metric === 'signal' ? unit : undefined;
    this.#findings = findings;
  }

  read(raw: number, place: FramePlace): void {
    const { faults, noFigure, noFigureFrom } = this.#plan;
    if (raw !== this.#state) {
      this.#state = raw;
      if (faults.size > 0) this.#reportFault(raw, place);
    }
    if (this.#metric === undefined) return;
    const value = physicalValue(this.#signal, raw) * this.#scale + this.#shift;
    if (raw >= noFigureFrom || noFigure.has(raw)) this.#findings.omit('marked_invalid', 1);
    else if (this.#signal.segments && Number.isNaN(value)) this.#findings.omit('unknown_rule', 1);
    else if (!isPlausible(this.#metric, value)) this.#findings.omit(whyNotPlausible(value), 1);
    else this.#measure(this.#metric, raw, value, place);
  }

  #measure(metric: MetricName, raw: number, value: number, place: FramePlace): void {
    // Created with the first figure, so that a signal without any occupies no slot.
    if (!this.#refused) this.#meter ??= this.#openMeter(metric);
    if (this.#meter) {
      if (!this.#plan.named.has(raw)) this.#meter.isMeasured = true;
      this.#meter.add(place.high, place.low, this.#name.topic, place.offset, value);
    } else {
      this.#refused = true;
      this.#findings.omit('too_many', 1);
    }
  }

  #openMeter(metric: MetricName): MetricMeter | undefined {
    const meter = this.#findings.meter(metric, this.#name.source, this.#unit);
    if (meter && meter.count === 0 && this.#plan.named.size > 0) meter.isMeasured = false;
    return meter;
  }

  /** Once each time the signal enters the state, not for each frame that repeats it. */
  #reportFault(raw: number, { high, low, offset }: FramePlace): void {
    const fault = this.#plan.faults.get(raw);
    if (!fault) return;
    const { label, severity } = fault;
    const code = `${this.#name.code}: ${label}`;
    this.#findings.code(
      { code, source: 'dbc', severity, message: `${this.#name.source} is "${label}" (${raw})` },
      { timeNs: nanoseconds(high, low), topic: this.#name.topic, offset },
    );
  }
}

import { metricOfField } from '../../meaning/metrics/metric-names.ts';
import { plainFigure } from '../../meaning/metrics/signal-metric.ts';
import type { MetricName, OmissionReason } from '../../summary/file-summary.ts';
import type { Conversion } from './conversion.ts';
import type { Channel, ChannelGroup } from './definitions.ts';
import { NumberField } from './number-field.ts';
import { TextField } from './text-field.ts';

/** A channel whose values become a metric. */
export interface Signal {
  metric: MetricName;
  source: string;
  unit: string | undefined;
  scale: number;
  /** Where the raw value is: in the record, as a text in it, or nowhere, since it is the record's index. */
  field: NumberField | TextField | undefined;
  conversion: Conversion | undefined;
  /**
   * Byte of the record's invalidation bits, and the bit in it, that mark the value as invalid; the mask is 0 if none
   * does.
   */
  invalidAt: number;
  invalidMask: number;
}

export interface SignalPlan {
  signals: Signal[];
  /** Number of channels that are not signals, by the reason. */
  omitted: Map<OmissionReason, number>;
  /** Number of signals that represent no known metric. */
  unnamed: number;
}

/** `most`: how many channels that represent no known metric may become a signal. */
export function planSignals(group: ChannelGroup, topic: string, most: number): SignalPlan {
  const plan: SignalPlan = { signals: [], omitted: new Map(), unnamed: 0 };
  for (const channel of group.channels) {
    if (channel.structure || isMaster(channel)) continue;
    const signal = signalOf(channel, group, topic);
    const isUnnamed = typeof signal === 'object' && signal.metric === 'signal';
    const omitted = isUnnamed && plan.unnamed === most ? 'too_many' : signal;
    if (typeof omitted === 'string') {
      plan.omitted.set(omitted, (plan.omitted.get(omitted) ?? 0) + 1);
      continue;
    }
    if (isUnnamed) plan.unnamed += 1;
    plan.signals.push(omitted);
  }
  return plan;
}

export function isMaster({ kind }: Channel): boolean {
  return kind === 'master' || kind === 'virtual-master';
}

function signalOf(channel: Channel, group: ChannelGroup, topic: string): Signal | OmissionReason {
  const { conversion, invalidBit = 0 } = channel;
  if (channel.invalid) return 'marked_invalid';
  if (channel.array || channel.variants) return 'no_number';
  const field = fieldOf(channel, group.dataBytes);
  if (typeof field === 'string') return field;
  if (conversion?.kind === 'text') return 'text';
  if (conversion?.kind === 'unknown') return 'unknown_rule';
  const meant = metricOf(channel);
  const plain = plainFigure(channel.name.split('\\')[0] ?? '', channel.unit);
  const marked = channel.invalidBit !== undefined && invalidBit >> 3 < group.tailBytes;
  return {
    metric: meant?.metric ?? 'signal',
    source: `${topic} ${channel.name}`.trim(),
    unit: meant ? undefined : (plain.unit ?? channel.unit),
    scale: meant?.scale ?? plain.scale,
    field,
    conversion,
    invalidAt: invalidBit >> 3,
    invalidMask: marked ? 1 << (invalidBit & 7) : 0,
  };
}

/** Texts are fields only if they stand for numbers. */
function fieldOf(channel: Channel, recordBytes: number): Signal['field'] | OmissionReason {
  if (channel.kind === 'virtual') return undefined;
  const field = NumberField.of(channel, recordBytes);
  if (field) return field;
  const text = TextField.of(channel, recordBytes);
  if (channel.conversion?.kind === 'from-text' && text) return text;
  return text || channel.kind === 'variable' ? 'text' : 'no_number';
}

/** Units in which a metric may be given; without a unit the name alone must be unambiguous. */
const units: Partial<Record<MetricName, RegExp>> = {
  temperature_celsius: /^(?:°|deg\s?|degrees?\s?)?C(?:elsius)?$/i,
  battery_voltage: /^V(?:olts?)?$/i,
};

const percent = /^(?:%|percent|pct)$/i;

/**
 * The metric that a channel clearly represents: by the last part of its name, before the device that INCA appends
 * after `\`.
 */
function metricOf({ name, unit }: Channel): { metric: MetricName; scale: number } | undefined {
  const meant = metricOfField(name.split('\\')[0]?.split('.').at(-1) ?? '');
  if (!meant) return undefined;
  const written = unit.trim();
  if (written === '') return meant;
  const asNamed = units[meant.metric] ?? (meant.metric.endsWith('_percent') ? percent : undefined);
  if (asNamed?.test(written)) return { metric: meant.metric, scale: 1 };
  return undefined;
}

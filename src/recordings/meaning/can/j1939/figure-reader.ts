import type { MetricMeter } from '../../../summary/metric-meter.ts';
import type { MeteredFindings } from '../../../summary/summary-builder.ts';
import { isPlausible } from '../../metrics/metric-names.ts';
import type { CanMessage } from '../can-message.ts';
import type { SuspectParameter } from './suspect-parameters.ts';

interface Field extends Omit<SuspectParameter, 'spn' | 'bytes'> {
  bytes: number;
}

/** Reads one field of the messages of one identifier into its metric. */
export class FigureReader {
  readonly #field: Field;
  readonly #rawValue: (data: Uint8Array, at: number) => number | undefined;
  readonly #topic: string;
  readonly #findings: MeteredFindings;
  #meter: MetricMeter | undefined;
  #refused = false;

  /** `rawValue`: that at `data[at]`, undefined when it is an indicator. */
  constructor(
    field: Field,
    rawValue: (data: Uint8Array, at: number) => number | undefined,
    topic: string,
    findings: MeteredFindings,
  ) {
    this.#field = field;
    this.#rawValue = rawValue;
    this.#topic = topic;
    this.#findings = findings;
  }

  read({ data, start, length, high, low, offset }: CanMessage): void {
    const { at, bytes, factor, offset: zero, metric, label, unit } = this.#field;
    if (at + bytes > length) return;
    const raw = this.#rawValue(data, start + at);
    const figure = (raw ?? Number.NaN) * factor + zero;
    if (raw === undefined || !isPlausible(metric, figure)) {
      this.#findings.omit(raw === undefined ? 'marked_invalid' : 'implausible', 1);
      return;
    }
    // Created with the first figure, so that a parameter without any occupies no slot.
    if (!this.#refused) this.#meter ??= this.#findings.meter(metric, `${this.#topic} ${label}`, unit);
    if (this.#meter) this.#meter.add(high, low, this.#topic, offset, figure);
    else {
      this.#refused = true;
      this.#findings.omit('too_many', 1);
    }
  }
}

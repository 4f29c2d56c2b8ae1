import type { MetricMeter } from '../../../summary/metric-meter.ts';
import type { MeteredFindings } from '../../../summary/summary-builder.ts';
import { isPlausible } from '../../metrics/metric-names.ts';
import type { CanMessage } from '../can-message.ts';
import { rawValue, type SuspectParameter } from './suspect-parameters.ts';

/** Reads one suspect parameter from the messages of one identifier into its metric. */
export class FigureReader {
  readonly #parameter: SuspectParameter;
  readonly #topic: string;
  readonly #findings: MeteredFindings;
  #meter: MetricMeter | undefined;
  #refused = false;

  constructor(parameter: SuspectParameter, topic: string, findings: MeteredFindings) {
    this.#parameter = parameter;
    this.#topic = topic;
    this.#findings = findings;
  }

  read({ data, start, length, high, low, offset }: CanMessage): void {
    const { at, bytes, factor, offset: zero, metric, label, unit } = this.#parameter;
    if (at + bytes > length) return;
    const raw = rawValue(data, start + at, bytes);
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

import { type AlarmField, AlarmReports, findAlarmFields } from '../../meaning/interpret/alarm-fields.ts';
import { isPlausible, metricOfField, whyNotPlausible } from '../../meaning/metrics/metric-names.ts';
import { metricOfSignal, plainFigure, type SignalMetric } from '../../meaning/metrics/signal-metric.ts';
import type { OmissionReason } from '../../summary/file-summary.ts';
import type { MetricMeter } from '../../summary/metric-meter.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { MeteredFindings } from '../../summary/summary-builder.ts';
import type { ColumnName } from './column-name.ts';

/** What stands for a value that is not there. */
const noValue = /^(?:-{0,2}|null|none|nil)$/i;
const notANumber = /^(?:[+-]?nan(?:\([a-z]*\))?|n\/?a|[+-]?inf(?:inity)?|#n\/?a|#div\/0!|\?)$/i;

/** One column of figures: every value becomes part of a metric, or is counted as left out. */
export class FigureColumn {
  readonly #findings: MeteredFindings;
  readonly #topic: string;
  readonly #source: string;
  readonly #unit: string | undefined;
  readonly #meant: SignalMetric;
  readonly #alarms: readonly AlarmField[];
  readonly #reports = new AlarmReports();
  #meter: MetricMeter | undefined;
  readonly #omitted = new Map<OmissionReason, number>();

  constructor(
    column: ColumnName,
    topic: string,
    findings: MeteredFindings & { atEnd(report: () => void): void },
  ) {
    const { name, unit } = column;
    this.#findings = findings;
    this.#topic = topic;
    this.#source = name;
    // With a unit it is a figure, such as the limit of an alarm.
    this.#alarms = unit === '' ? findAlarmFields({ [name]: 0 }, topic) : [];
    this.#meant = meaningOf(column);
    this.#unit = this.#meant.metric === 'signal' ? (this.#meant.unit ?? unit) : undefined;
    findings.atEnd(() => {
      for (const [reason, values] of this.#omitted) findings.omit(reason, values);
    });
  }

  /** One value at `high` · 2^32 + `low` nanoseconds; NaN and infinities are counted as no numbers. */
  number(raw: number, high: number, low: number, offset: number | undefined): void {
    if (this.#alarms.length > 0) this.#reportAlarm(raw, high, low, offset);
    const { metric, scale, shift } = this.#meant;
    const value = raw * scale + shift;
    if (!Number.isFinite(value) || !isPlausible(metric, value)) {
      this.omit(whyNotPlausible(value));
      return;
    }
    // Created with the first figure, so that a column without any occupies no place.
    this.#meter ??= this.#findings.meter(metric, this.#source, this.#unit);
    if (this.#meter) this.#meter.add(high, low, this.#topic, offset, value);
    else this.omit('too_many');
  }

  /** One cell that is no number. */
  text(text: string): void {
    const word = text.trim();
    if (noValue.test(word)) return;
    this.omit(notANumber.test(word) ? 'no_number' : 'text');
  }

  /** Codes and states are whole numbers; below 0 stands what is not known. */
  #reportAlarm(raw: number, high: number, low: number, offset: number | undefined): void {
    if (!Number.isInteger(raw) || raw < 0) return;
    const place = {
      timeNs: nanoseconds(high, low),
      topic: this.#topic,
      ...(offset === undefined ? {} : { offset }),
    };
    this.#reports.report(this.#alarms, { [this.#source]: raw }, place, this.#findings);
  }

  omit(reason: OmissionReason, values = 1): void {
    this.#omitted.set(reason, (this.#omitted.get(reason) ?? 0) + values);
  }
}

/** With a unit, name and unit have to agree; without one, only names that can mean one thing count. */
function meaningOf({ name, unit }: ColumnName): SignalMetric {
  const plain = plainFigure(name, unit);
  if (unit !== '') return metricOfSignal(name, unit) ?? plain;
  const meant = metricOfField(name.split('.').at(-1) ?? '');
  return meant ? { ...meant, shift: 0 } : plain;
}

import type { Severity } from '../../../domain/severity.ts';
import { mayBeFastPacket } from '../can/j1939/fast-packets.ts';
import { firstIndicator } from '../can/nmea2000/not-available.ts';
import { metricOfSignal, plainFigure, type SignalMetric } from '../metrics/signal-metric.ts';
import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { faultSeverity, meansNoFigure } from './value-labels.ts';

/** How the values of a signal are interpreted. */
export interface SignalPlan {
  /** Undefined for states, counters and switches, whose mean has no meaning. */
  metric: SignalMetric | undefined;
  /** Raw values that are not figures. */
  noFigure: ReadonlySet<number>;
  /** From this raw value on there are no figures. */
  noFigureFrom: number;
  /** Named raw values: a signal that has no others is a state. Empty if its name and unit show what it measures. */
  named: ReadonlySet<number>;
  /** Raw values that report a fault. */
  faults: ReadonlyMap<number, { label: string; severity: Severity }>;
}

/** Message counters and checksums: figures of no interest. */
const housekeeping =
  /(?:^|[_\s])(?:(?:rolling|alive|message|msg|frame|seq(?:uence)?|live)?_?(?:counter|cntr|cnt|ctr)|checksum|chksum|chk|cs|crc\d*|parity|mux\w*|reserved|unused|spare)\d*$/i;

/** Undefined if the signal is of no interest. */
export function planSignal(message: MessageDefinition, index: number): SignalPlan | undefined {
  const signal = message.signals[index];
  if (!signal || signal.size > 64) return undefined;
  const metric = isMeasured(message, signal, index)
    ? (metricOfSignal(signal.name, signal.unit) ?? plainFigure(signal.name, signal.unit))
    : undefined;
  const faults = faultsOf(signal);
  if (!metric && faults.size === 0) return undefined;
  const special = [...(signal.labels ?? [])].filter(([, label]) => meansNoFigure(label));
  return {
    metric,
    noFigure: new Set([
      ...special.map(([raw]) => raw),
      ...(signal.invalid === undefined ? [] : [signal.invalid]),
    ]),
    named: metric?.metric === 'signal' ? namedOf(signal) : new Set(),
    noFigureFrom: message.j1939 ? firstReserved(message, signal) : Number.POSITIVE_INFINITY,
    faults,
  };
}

function isMeasured({ signals }: MessageDefinition, signal: SignalDefinition, index: number): boolean {
  if (signals.some(({ selection }) => selection?.by === index)) return false;
  if (stateUnit.test(signal.unit)) return false;
  if (!noUnit.test(signal.unit)) return !isEnumeration(signal);
  if (signal.size <= 2 || housekeeping.test(signal.name)) return false;
  // Without a unit, a list of names means states; a few names may mark values that are not figures.
  return [...(signal.labels?.values() ?? [])].every(meansNoFigure);
}

/** In place of a unit for states: `SED`, state encoded data, is Ford's. */
const stateUnit =
  /^\W*(?:sed|enum(?:eration)?|bool(?:ean)?|flags?|states?|status|discrete|text|encoded)\W*$/i;
/** Other texts that editors and conversion tools put in place of a unit. */
const noUnit = /^[\s\-_./]*(?:unit ?less|none|no ?unit|n\/?a|bits?|hex|dimensionless)?[\s\-_./]*$/i;

/**
 * Whether at least half of all raw values have names: figures have them for a few values at the ends of their range.
 */
function isEnumeration({ size, labels }: SignalDefinition): boolean {
  const named = [...(labels?.values() ?? [])].filter((label) => !meansNoFigure(label));
  return named.length > 0 && (labels?.size ?? 0) >= 2 ** size / 2;
}

/** The values that have names of their own, if there are at least two: many figures have a single name for zero. */
function namedOf({ labels }: SignalDefinition): ReadonlySet<number> {
  const named = [...(labels ?? [])].filter(([, label]) => !meansNoFigure(label)).map(([raw]) => raw);
  return new Set(named.length < 2 ? [] : named);
}

/** A sender that has not started yet sends zero, so it is never a fault. */
function faultsOf({ labels }: SignalDefinition): SignalPlan['faults'] {
  const faults = new Map<number, { label: string; severity: Severity }>();
  for (const [raw, label] of labels ?? []) {
    const severity = raw === 0 ? undefined : faultSeverity(label);
    if (severity) faults.set(raw, { label, severity });
  }
  return faults;
}

/**
 * SAE J1939-71, "Transmitted signal ranges": of whole bytes the values from 0xFB on in the uppermost byte are
 * indicators (0xFE: error, 0xFF: not available); of other lengths all ones are "not available".
 * NMEA 2000 has signed fields too, and rules of its own.
 */
function firstReserved({ id }: MessageDefinition, { size, signed, float }: SignalDefinition): number {
  if (float || size < 2) return Number.POSITIVE_INFINITY;
  if (signed || mayBeFastPacket(id)) return firstIndicator(size, signed);
  return size % 8 === 0 && size <= 32 ? 0xfb * 2 ** (size - 8) : 2 ** size - 1;
}

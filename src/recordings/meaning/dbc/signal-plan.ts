import type { Severity } from '../../../domain/severity.ts';
import { metricOfSignal, type SignalMetric } from '../metrics/signal-metric.ts';
import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { faultSeverity, meansNoFigure } from './value-labels.ts';

/** How the values of a signal are interpreted. */
export interface SignalPlan {
  /** Undefined for states, counters and switches, whose mean has no meaning. */
  metric: SignalMetric | undefined;
  /** Raw values that are no figures. */
  noFigure: ReadonlySet<number>;
  /** From this raw value on there are no figures. */
  noFigureFrom: number;
  /** Raw values that say that something is broken. */
  faults: ReadonlyMap<number, { label: string; severity: Severity }>;
}

/** How the message counts and proves itself: figures of no interest. */
const housekeeping =
  /(?:^|[_\s])(?:(?:rolling|alive|message|msg|frame|seq(?:uence)?|live)?_?(?:counter|cntr|cnt|ctr)|checksum|chksum|chk|cs|crc\d*|parity|mux\w*|reserved|unused|spare)\d*$/i;

/** Undefined when the signal is of no interest. */
export function planSignal(message: MessageDefinition, index: number): SignalPlan | undefined {
  const signal = message.signals[index];
  if (!signal || signal.size > 64) return undefined;
  const metric = isMeasured(message, signal, index)
    ? (metricOfSignal(signal.name, signal.unit) ?? { metric: 'signal', scale: 1, shift: 0 })
    : undefined;
  const faults = faultsOf(signal);
  if (!metric && faults.size === 0) return undefined;
  const special = [...(signal.labels ?? [])].filter(([, label]) => meansNoFigure(label));
  return {
    metric,
    noFigure: new Set(special.map(([raw]) => raw)),
    noFigureFrom: message.j1939 ? firstReserved(signal) : Number.POSITIVE_INFINITY,
    faults,
  };
}

function isMeasured({ signals }: MessageDefinition, signal: SignalDefinition, index: number): boolean {
  if (signals.some(({ selection }) => selection?.by === index)) return false;
  if (signal.unit.trim() !== '') return true;
  if (signal.size <= 2 || housekeeping.test(signal.name)) return false;
  // Without a unit, a list of names means states; a few of them may mark the values that are no figures.
  return [...(signal.labels?.values() ?? [])].every(meansNoFigure);
}

/** A sender that has not started yet writes zero, so it is never a fault. */
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
 */
function firstReserved({ size, signed, float }: SignalDefinition): number {
  if (signed || float || size < 2) return Number.POSITIVE_INFINITY;
  return size % 8 === 0 && size <= 32 ? 0xfb * 2 ** (size - 8) : 2 ** size - 1;
}

import type { Catalogue, SignalEntry } from './catalogue.ts';
import { parseSignalId, signalId } from './signal-id.ts';

/** A signal of a batch: what its files have together. */
export interface BatchSignal extends SignalEntry {
  signal: string;
  clock: Catalogue['clock'];
  files: number;
}

/** Signals of one batch. */
const maxSignals = 50_000;

export interface MergedSignals {
  /** In the order of topic and field. */
  signals: BatchSignal[];
  /** Signals that are not listed, at least: those of a file that its list left out may be the same as those of another. */
  omitted: number;
}

/** Merges the catalogues of a batch's files. */
export function mergeCatalogues(catalogues: readonly Catalogue[]): MergedSignals {
  const merged = new Map<string, BatchSignal>();
  const beyond = new Set<string>();
  for (const { clock, signals } of catalogues) {
    for (const entry of signals) {
      const signal = signalId(entry.topic, entry.field);
      const present = merged.get(signal);
      if (present) add(present, entry, clock);
      else if (merged.size < maxSignals) merged.set(signal, { ...entry, signal, clock, files: 1 });
      else beyond.add(signal);
    }
  }
  const omittedOfFile = catalogues.reduce((most, { omitted }) => Math.max(most, omitted), 0);
  return { signals: [...merged.values()].sort(inOrder), omitted: beyond.size + omittedOfFile };
}

type Place = Pick<BatchSignal, 'topic' | 'field'>;

function inOrder(a: Place, b: Place): number {
  return compare(a.topic, b.topic) || compare(a.field, b.field);
}

/** Those that come after a signal, also where it is not among them: the list may have changed since. */
export function signalsAfter(signals: readonly BatchSignal[], name: string): readonly BatchSignal[] {
  const place = parseSignalId(name) ?? { topic: name, field: '' };
  const first = signals.findIndex((one) => inOrder(one, place) > 0);
  return first < 0 ? [] : signals.slice(first);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Times of different clocks cannot be compared: those of the clock that was first are kept. */
function add(into: BatchSignal, entry: SignalEntry, clock: Catalogue['clock']): void {
  into.files += 1;
  into.count += entry.count;
  into.unit ??= entry.unit;
  into.labels ??= entry.labels;
  if (entry.min !== null) into.min = Math.min(into.min ?? entry.min, entry.min);
  if (entry.max !== null) into.max = Math.max(into.max ?? entry.max, entry.max);
  if (clock !== into.clock) return;
  if (BigInt(entry.start_ns) < BigInt(into.start_ns)) into.start_ns = entry.start_ns;
  if (BigInt(entry.end_ns) > BigInt(into.end_ns)) into.end_ns = entry.end_ns;
}

/** Those in which all words occur: in topic, field or unit, whatever the case. */
export function matchingSignals(signals: readonly BatchSignal[], text: string): BatchSignal[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return signals.filter(({ topic, field, unit }) => {
    const name = `${topic} ${field} ${unit ?? ''}`.toLowerCase();
    return words.every((word) => name.includes(word));
  });
}

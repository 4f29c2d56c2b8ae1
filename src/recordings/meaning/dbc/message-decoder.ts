import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { createRawReader, neededBytes, type RawReader } from './raw-reader.ts';

/** Called for each wanted signal in a frame. `index` is its position in the message's `signals`. */
export type SignalVisitor = (index: number, raw: number) => void;

/**
 * Decodes one payload: `data[start]` to `data[start + length - 1]`. A signal that is not completely within it, or
 * that its switch does not select, is omitted.
 */
export type MessageDecoder = (data: Uint8Array, start: number, length: number, visit: SignalVisitor) => void;

interface Step {
  index: number;
  read: RawReader;
  bytes: number;
  wanted: boolean;
  /** Index of the switch. */
  by: number | undefined;
  /** Pairs of first and last. */
  ranges: Float64Array;
}

/** The value in its unit; NaN if the signal has no scale for it. */
export function physicalValue(signal: SignalDefinition, raw: number): number {
  if (!signal.segments) return raw * signal.factor + signal.offset;
  for (const { from, to, factor, offset } of signal.segments)
    if (raw >= from && raw <= to) return raw * factor + offset;
  return Number.NaN;
}

/** Compiles a definition; unwanted signals on which no wanted one depends cost nothing. */
export function createMessageDecoder(
  { signals }: MessageDefinition,
  wanted: (signal: SignalDefinition, index: number) => boolean = () => true,
): MessageDecoder {
  const steps = planSteps(signals, wanted);
  /** NaN for a signal that is not in the frame: no range contains it. */
  const raws = new Float64Array(signals.length);
  return (data, start, length, visit) => {
    for (const { index, read, bytes, wanted, by, ranges } of steps) {
      const present = bytes <= length && (by === undefined || inRanges(raws[by] as number, ranges));
      const raw = present ? read(data, start) : Number.NaN;
      raws[index] = raw;
      if (present && wanted) visit(index, raw);
    }
  };
}

function inRanges(value: number, ranges: Float64Array): boolean {
  for (let at = 0; at < ranges.length; at += 2) {
    if (value >= (ranges[at] as number) && value <= (ranges[at + 1] as number)) return true;
  }
  return false;
}

/** Each switch before what it selects. Signals that depend on no real switch, or on each other, never occur. */
function planSteps(
  signals: readonly SignalDefinition[],
  wanted: (signal: SignalDefinition, index: number) => boolean,
): Step[] {
  /** In planning order; undefined for signals that cannot be read. */
  const planned = new Map<number, Step | undefined>();

  /**
   * Plans a signal and its dependencies; along a path, without recursion, since definitions may be nested to any
   * depth.
   */
  function plan(index: number): void {
    const path: number[] = [];
    const onPath = new Set<number>();
    for (let at: number | undefined = index; at !== undefined && !planned.has(at) && !onPath.has(at); ) {
      path.push(at);
      onPath.add(at);
      at = signals[at]?.selection?.by;
    }
    for (const each of path.toReversed()) {
      const step = stepOf(signals[each], each);
      const ready = step && (step.by === undefined || planned.get(step.by) !== undefined);
      planned.set(each, ready ? step : undefined);
    }
  }

  for (const [index, signal] of signals.entries()) {
    if (!wanted(signal, index)) continue;
    plan(index);
    const step = planned.get(index);
    if (step) step.wanted = true;
  }
  return [...planned.values()].filter((step) => step !== undefined);
}

function stepOf(signal: SignalDefinition | undefined, index: number): Step | undefined {
  const read = signal && createRawReader(signal);
  if (!signal || !read) return undefined;
  return {
    index,
    read,
    bytes: neededBytes(signal),
    wanted: false,
    by: signal.selection?.by,
    ranges: Float64Array.from(signal.selection?.ranges.flat() ?? []),
  };
}

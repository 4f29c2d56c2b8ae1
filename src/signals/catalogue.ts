import type { ChannelField, MessageChannel, MessageSink } from '../recordings/messages/message-sink.ts';
import type { ClockKind } from '../recordings/summary/file-summary.ts';
import { FieldTree } from './field-tree.ts';
import { logField, logTopic } from './signal-id.ts';

export type SignalKind = 'number' | 'text' | 'log';

/** A signal of one file, and what its values are in short. Times are decimal nanoseconds on the clock of the file. */
export interface SignalEntry {
  topic: string;
  type: string;
  field: string;
  kind: SignalKind;
  unit: string | null;
  /** Names of values, by the value as text. */
  labels: Record<string, string> | null;
  count: number;
  min: number | null;
  max: number | null;
  start_ns: string;
  end_ns: string;
}

/** The signals of one file. */
export interface Catalogue {
  clock: ClockKind;
  signals: SignalEntry[];
  /** Signals beyond the limit. */
  omitted: number;
}

/** Signals of one file. */
const maxSignals = 20_000;
/** Labels of one signal. */
const maxLabels = 256;

interface Seen {
  topic: string;
  type: string;
  field: string;
  kind: SignalKind;
  known: ChannelField | undefined;
  /** With those that are no finite number; `count` is without them. */
  values: number;
  count: number;
  min: number;
  max: number;
  startNs: bigint;
  endNs: bigint;
}

/** Lists the signals of a recording while it is read; a bounded number of figures for each. */
export class CatalogueSink implements MessageSink {
  #seen = new Map<string, Seen>();
  #omitted = 0;

  channel(channel: MessageChannel) {
    let known: Map<string, ChannelField> | undefined;
    let at = 0n;
    const tree = new FieldTree<Seen>(
      (path, value) => {
        known ??= new Map(channel.fields?.().map((field) => [field.name, field]));
        return this.#open(channel, path, typeof value === 'number' ? 'number' : 'text', known.get(path));
      },
      (seen, value) => add(seen, value, at),
    );
    return {
      place: tree.place,
      message(
        timeNs: bigint,
        _offset: number,
        _data: unknown,
        fields: () => Record<string, unknown> | undefined,
      ) {
        at = timeNs;
        const message = fields();
        if (message) tree.visit(message);
      },
    };
  }

  log(_line: unknown, timeNs: bigint): void {
    const seen = this.#open({ topic: logTopic, type: '' }, logField, 'log', undefined);
    if (seen) add(seen, '', timeNs);
  }

  restart(): void {
    this.#seen = new Map();
    this.#omitted = 0;
  }

  finish(clock: ClockKind): Catalogue {
    const signals = [...this.#seen.values()].filter(({ values }) => values > 0).map(entryOf);
    return { clock, signals, omitted: this.#omitted };
  }

  #open(
    { topic, type }: Pick<MessageChannel, 'topic' | 'type'>,
    field: string,
    kind: SignalKind,
    known: ChannelField | undefined,
  ): Seen | undefined {
    const key = `${topic}\n${field}`;
    const present = this.#seen.get(key);
    if (present) return present;
    if (this.#seen.size >= maxSignals) {
      this.#omitted += 1;
      return undefined;
    }
    const seen: Seen = {
      topic,
      type,
      field,
      kind,
      known,
      values: 0,
      count: 0,
      min: Number.POSITIVE_INFINITY,
      max: Number.NEGATIVE_INFINITY,
      startNs: 0n,
      endNs: 0n,
    };
    this.#seen.set(key, seen);
    return seen;
  }
}

function add(seen: Seen, value: number | string, timeNs: bigint): void {
  seen.values += 1;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      // The time of one, where there is nothing else.
      if (seen.values === 1) seen.startNs = seen.endNs = timeNs;
      return;
    }
    if (value < seen.min) seen.min = value;
    if (value > seen.max) seen.max = value;
  }
  if (seen.count === 0 || timeNs < seen.startNs) seen.startNs = timeNs;
  if (seen.count === 0 || timeNs > seen.endNs) seen.endNs = timeNs;
  seen.count += 1;
}

function entryOf({ topic, type, field, kind, known, count, min, max, startNs, endNs }: Seen): SignalEntry {
  const hasRange = min <= max;
  return {
    topic,
    type,
    field,
    kind,
    unit: known?.unit || null,
    labels: labelsOf(known),
    count,
    min: hasRange ? min : null,
    max: hasRange ? max : null,
    start_ns: String(startNs),
    end_ns: String(endNs),
  };
}

export function labelsOf(known: ChannelField | undefined): Record<string, string> | null {
  if (!known?.labels || known.labels.size === 0) return null;
  return Object.fromEntries(
    [...known.labels].slice(0, maxLabels).map(([value, label]) => [String(value), label]),
  );
}

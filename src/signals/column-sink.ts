import type {
  ChannelField,
  Fields,
  LoggedLine,
  MessageChannel,
  MessageSink,
} from '../recordings/messages/message-sink.ts';
import type { ClockKind } from '../recordings/summary/file-summary.ts';
import { labelsOf } from './catalogue.ts';
import { blocksOf, type Column } from './column.ts';
import { FieldTree } from './field-tree.ts';
import { logField, logTopic, parseSignalId, signalId } from './signal-id.ts';

/** Samples of one signal of one file: two hours at 1 kHz; 16 bytes each. */
const maxSamples = 2 ** 23;
/** Samples of all signals that are made at once, so that a thread stays below 800 MB. */
const maxSamplesAtOnce = 2 ** 24;
/** Texts of one signal, and their characters. */
const maxTexts = 10_000;
const maxText = 500;

class Samples {
  times = new Float64Array(1_024);
  values = new Float64Array(1_024);
  count = 0;
  isOrdered = true;

  add(time: number, value: number): void {
    if (this.count === this.times.length) this.#grow();
    if (this.count > 0 && time < (this.times[this.count - 1] as number)) this.isOrdered = false;
    this.times[this.count] = time;
    this.values[this.count] = value;
    this.count += 1;
  }

  #grow(): void {
    const [times, values] = [this.times, this.values];
    this.times = new Float64Array(times.length * 2);
    this.values = new Float64Array(times.length * 2);
    this.times.set(times);
    this.values.set(values);
  }

  /** Ascending by time; samples of one time stay in their order. */
  sorted(): { times: Float64Array; values: Float64Array } {
    const [times, values] = [this.times.slice(0, this.count), this.values.slice(0, this.count)];
    if (this.isOrdered) return { times, values };
    const order = Uint32Array.from(times, (_, index) => index).sort(
      (a, b) => (times[a] as number) - (times[b] as number) || a - b,
    );
    return {
      times: Float64Array.from(order, (at) => times[at] as number),
      values: Float64Array.from(order, (at) => values[at] as number),
    };
  }
}

/** Whether a field is this one, or a part of it. */
function leadsTo(path: string, field: string): boolean {
  return field.startsWith(path) && (field.length === path.length || /[.[]/.test(field.charAt(path.length)));
}

interface Text {
  time: number;
  text: string;
  severity?: string;
}

interface Collected {
  known: ChannelField | undefined;
  samples: Samples;
  texts: Text[];
  omitted: number;
}

/** Collects the samples of the signals that are wanted, by their names, while a recording is read. */
export class ColumnSink implements MessageSink {
  readonly #wanted: ReadonlySet<string>;
  #collected = new Map<string, Collected>();
  /** Messages of a topic that are not whole, or too large to be decoded. */
  #missing = new Map<string, number>();
  #startNs: bigint | undefined;
  #samples = 0;

  constructor(wanted: readonly string[]) {
    this.#wanted = new Set(wanted);
  }

  channel(channel: MessageChannel) {
    const { topic } = channel;
    const wanted = [...this.#wanted].flatMap((id) => {
      const signal = parseSignalId(id);
      return signal?.topic === topic ? signal.field : [];
    });
    if (wanted.length === 0) return undefined;
    let known: Map<string, ChannelField> | undefined;
    let time = 0;
    const tree = new FieldTree<Collected>(
      (path) => {
        if (!wanted.includes(path)) return undefined;
        known ??= new Map(channel.fields?.().map((field) => [field.name, field]));
        return this.#open(signalId(topic, path), known.get(path));
      },
      (into, value) => this.#add(into, time, value),
      { leadsTo: (path) => wanted.some((field) => leadsTo(path, field)) },
    );
    return {
      place: tree.place,
      message: (
        timeNs: bigint,
        _offset: number,
        data: Uint8Array | undefined,
        fields: () => Fields | undefined,
      ) => {
        time = this.#relative(timeNs);
        const message = fields();
        if (message) tree.visit(message);
        else if (!data) this.#missing.set(topic, (this.#missing.get(topic) ?? 0) + 1);
      },
    };
  }

  log({ severity, source, text }: LoggedLine, timeNs: bigint): void {
    const id = signalId(logTopic, logField);
    if (!this.#wanted.has(id)) return;
    const line = source === '' ? text : `${source}: ${text}`;
    this.#addText(this.#open(id, undefined), { time: this.#relative(timeNs), text: line, severity });
  }

  restart(): void {
    this.#collected = new Map();
    this.#missing = new Map();
    this.#startNs = undefined;
    this.#samples = 0;
  }

  /** A column for each signal that is wanted; one without samples where the recording has none. */
  finish(clock: ClockKind): Map<string, Column> {
    return new Map([...this.#wanted].map((id) => [id, this.#columnOf(id, clock)]));
  }

  #columnOf(id: string, clock: ClockKind): Column {
    const { known, samples = new Samples(), texts = [], omitted = 0 } = this.#collected.get(id) ?? {};
    const missing = this.#missing.get(parseSignalId(id)?.topic ?? '') ?? 0;
    const facts = { unit: known?.unit || null, labels: labelsOf(known), clock, omitted: omitted + missing };
    const startNs = this.#startNs ?? 0n;
    if (texts.length > 0 && samples.count === 0) {
      const sorted = texts.toSorted((a, b) => a.time - b.time);
      const isLog = sorted.some(({ severity }) => severity !== undefined);
      return {
        ...facts,
        kind: 'text',
        startNs,
        times: Float64Array.from(sorted, ({ time }) => time),
        texts: sorted.map(({ text }) => text),
        severities: isLog ? sorted.map(({ severity = 'info' }) => severity) : undefined,
      };
    }
    const { times, values } = samples.sorted();
    return { ...facts, kind: 'number', startNs, times, values, blocks: blocksOf(times, values) };
  }

  #open(id: string, known: ChannelField | undefined): Collected {
    const present = this.#collected.get(id);
    if (present) return present;
    const opened: Collected = { known, samples: new Samples(), texts: [], omitted: 0 };
    this.#collected.set(id, opened);
    return opened;
  }

  #add(into: Collected, time: number, value: number | string): void {
    if (typeof value === 'string') {
      if (into.texts.at(-1)?.text !== value.slice(0, maxText)) this.#addText(into, { time, text: value });
      return;
    }
    if (!Number.isFinite(value)) return;
    if (into.samples.count >= maxSamples || this.#samples >= maxSamplesAtOnce) {
      into.omitted += 1;
      return;
    }
    this.#samples += 1;
    into.samples.add(time, value);
  }

  #addText(into: Collected, text: Text): void {
    if (into.texts.length >= maxTexts) into.omitted += 1;
    else into.texts.push({ ...text, text: text.text.slice(0, maxText).toWellFormed() });
  }

  #relative(timeNs: bigint): number {
    this.#startNs ??= timeNs;
    return Number(timeNs - this.#startNs);
  }
}

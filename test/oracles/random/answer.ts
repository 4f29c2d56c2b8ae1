/** The messages of one topic. Times are nanoseconds as decimal strings. */
export interface Topic {
  messages: number;
  /** Of payloads; absent if the reader does not tell. */
  bytes?: number;
  first?: string;
  last?: string;
}

/** Statistics of the finite numbers of one signal. */
export interface Statistics {
  count: number;
  min: number;
  max: number;
  sum: number;
}

/** What a reader finds in a file. */
export interface Answer {
  messages: number;
  topics: Record<string, Topic>;
  /** By topic and signal, separated by a space. */
  values: Record<string, Statistics>;
}

/** Counts messages and values into an answer. */
export class AnswerBuilder {
  readonly #topics = new Map<string, { messages: number; bytes: number; first: bigint; last: bigint }>();
  readonly #values = new Map<string, Statistics>();
  #messages = 0;

  message(topic: string, timeNs: bigint, bytes: number): void {
    this.#messages += 1;
    const known = this.#topics.get(topic);
    if (!known) {
      this.#topics.set(topic, { messages: 1, bytes, first: timeNs, last: timeNs });
      return;
    }
    known.messages += 1;
    known.bytes += bytes;
    if (timeNs < known.first) known.first = timeNs;
    if (timeNs > known.last) known.last = timeNs;
  }

  /** Any decoded value: numbers in it count under `key`, those of arrays together, of fields under their names. */
  value(key: string, value: unknown): void {
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
      this.#number(key, Number(value));
    else if (Array.isArray(value) || ArrayBuffer.isView(value))
      for (const each of value as unknown as Iterable<unknown>) this.value(key, each);
    else if (typeof value === 'object' && value !== null)
      for (const [name, each] of Object.entries(value)) this.value(`${key}.${name}`, each);
  }

  build(): Answer {
    const topics = [...this.#topics].map(([name, { messages, bytes, first, last }]) => [
      name,
      { messages, bytes, first: String(first), last: String(last) },
    ]);
    return {
      messages: this.#messages,
      topics: Object.fromEntries(topics),
      values: Object.fromEntries(this.#values),
    };
  }

  #number(key: string, value: number): void {
    if (!Number.isFinite(value)) return;
    const known = this.#values.get(key);
    if (!known) {
      this.#values.set(key, { count: 1, min: value, max: value, sum: value });
      return;
    }
    known.count += 1;
    known.sum += value;
    if (value < known.min) known.min = value;
    if (value > known.max) known.max = value;
  }
}

import type { RecordSink } from '../../messages/measurement-sink.ts';
import type { VariableValues } from './record-tap.ts';
import { WaitingValues, waitingPlaces } from './waiting-values.ts';

/** Records that wait for their values are held up to this size for each group. */
const maxHeldBytes = 16 * 2 ** 20;

export type Settle = (value: Uint8Array | undefined) => void;

/** Where the values of one variable are. */
export interface ValueQueue {
  /** Calls `settle` with a copy of the value at this offset, now or later; undefined if it is lost. */
  give(offset: number, settle: Settle): void;
  /** Too much is held: records that wait for what may never come are passed on without. */
  end(): void;
}

/** Matches the values of one group of variable-length records and the records that have their offsets. */
export class WaitingRecords extends WaitingValues implements ValueQueue {
  readonly #settle: Settle[] = new Array(waitingPlaces);
  #data: Uint8Array = new Uint8Array();

  give(offset: number, settle: Settle): void {
    const early = this.takeEarly(offset);
    if (early) {
      settle(early);
      return;
    }
    this.#settle[this.place] = settle;
    this.wait(Number.NaN, offset);
  }

  override arrive(data: Uint8Array, at: number, length: number): void {
    this.#data = data;
    super.arrive(data, at, length);
  }

  protected pass(place: number, at: number, length: number): void {
    // A value stands behind its length, so that none is at 0.
    this.#settle[place]?.(at === 0 ? undefined : this.#data.slice(at, at + length));
  }
}

interface Waiting {
  record: Uint8Array;
  values: (Uint8Array | undefined)[];
  missing: number;
  sink: RecordSink;
}

/** Hands over the records of one group in their order, each as soon as all of its values are known. */
export class WaitingVariables implements VariableValues {
  readonly #variables: readonly (ValueQueue | undefined)[];
  readonly #queue: Waiting[] = [];
  #heldBytes = 0;

  constructor(variables: readonly (ValueQueue | undefined)[]) {
    this.#variables = variables;
  }

  give(record: Uint8Array, offsets: readonly number[], sink: RecordSink): void {
    const waiting: Waiting = { record: Uint8Array.from(record), values: [], missing: offsets.length, sink };
    this.#queue.push(waiting);
    this.#heldBytes += record.byteLength;
    for (const [index, offset] of offsets.entries()) {
      const settle = (value: Uint8Array | undefined) => {
        waiting.values[index] = value;
        waiting.missing -= 1;
        this.#heldBytes += value?.byteLength ?? 0;
        if (waiting.missing === 0) this.#pass();
      };
      const values = this.#variables[index];
      if (values) values.give(offset, settle);
      else settle(undefined);
    }
    if (this.#heldBytes > maxHeldBytes) for (const values of this.#variables) values?.end();
  }

  #pass(): void {
    for (;;) {
      const [first] = this.#queue;
      if (!first || first.missing > 0) return;
      this.#queue.shift();
      this.#heldBytes -= first.record.byteLength;
      for (const value of first.values) this.#heldBytes -= value?.byteLength ?? 0;
      first.sink.record(first.record, first.values);
    }
  }
}

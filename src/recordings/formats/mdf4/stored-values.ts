import type { RecordSink } from '../../messages/measurement-sink.ts';
import type { VariableValues } from '../mdf/record-tap.ts';
import { SignalWindow } from './signal-window.ts';

/** Texts, images. A longer value is lost. */
const maxValueBytes = 64 * 2 ** 20;

/** Values of any kind in signal data. */
export class StoredValues extends SignalWindow {
  protected isThere(dataOffset: number): boolean {
    const at = dataOffset - this.position;
    if (at < 0) return true;
    if (at + 4 > this.length) return false;
    const length = this.view.getUint32(at, true);
    return length > maxValueBytes || at + 4 + length <= this.length;
  }

  /** Valid until the next value is reached; undefined if it is lost. */
  valueAt(dataOffset: number): Uint8Array | undefined {
    const at = dataOffset - this.position;
    const isInside = at >= 0 && at + 4 <= this.length;
    const end = isInside ? at + 4 + this.view.getUint32(at, true) : Number.POSITIVE_INFINITY;
    if (end <= this.length) {
      this.latest = dataOffset;
      return this.window.subarray(at + 4, end);
    }
    this.lose(dataOffset);
    return undefined;
  }
}

/** The values of a sorted group's records; undefined for a variable whose signal data cannot be read. */
export class SortedVariables implements VariableValues {
  readonly #variables: readonly (StoredValues | undefined)[];

  constructor(variables: readonly (StoredValues | undefined)[]) {
    this.#variables = variables;
  }

  give(record: Uint8Array, offsets: readonly number[], sink: RecordSink): void {
    sink.record(
      record,
      this.#variables.map((values, index) => values?.valueAt(offsets[index] as number)),
    );
  }
}

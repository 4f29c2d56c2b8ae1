import type { Companion } from '../mdf/companion.ts';
import type { SignalWindow } from './signal-window.ts';

type Values = Pick<SignalWindow, 'settles' | 'reach'> & { open?(): void };

/** Values of variable length that are stored separately from their records (SD blocks). */
export class VariableBytes implements Companion {
  readonly #signalData: Values;
  readonly #recordBytes: number;
  /** Returns where in the signal data the bytes of the record at `at` are. */
  readonly #offsetOf: (data: Uint8Array, view: DataView, at: number) => number;

  constructor(signalData: Values, recordBytes: number, offsetOf: VariableBytes['offsetOf']) {
    this.#signalData = signalData;
    this.#recordBytes = recordBytes;
    this.#offsetOf = offsetOf;
  }

  open(): void {
    this.#signalData.open?.();
  }

  ready(count: number, _index: number, data: Uint8Array, view: DataView, at: number): number {
    for (let done = 0; done < count; done += 1) {
      if (!this.#signalData.settles(this.offsetOf(data, view, at + done * this.#recordBytes))) return done;
    }
    return count;
  }

  async reach(_index: number, data: Uint8Array, view: DataView, at: number): Promise<void> {
    await this.#signalData.reach(this.offsetOf(data, view, at));
  }

  offsetOf(data: Uint8Array, view: DataView, at: number): number {
    return this.#offsetOf(data, view, at);
  }
}

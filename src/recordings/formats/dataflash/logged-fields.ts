import type { MessageFields } from '../../meaning/interpret/ardupilot/interpreter.ts';
import { type Layout, readNumber, readText, readValue } from './layout.ts';

/** The fields of one message; the same object is reused for each. */
export class LoggedFields implements MessageFields {
  #layout: Layout | undefined;
  #bytes: Uint8Array = new Uint8Array();
  #view = new DataView(this.#bytes.buffer);
  #at = 0;

  /** Opens the message whose head is at `at`. */
  open(layout: Layout, bytes: Uint8Array, view: DataView, at: number): void {
    this.#layout = layout;
    this.#bytes = bytes;
    this.#view = view;
    this.#at = at;
  }

  number(field: string): number {
    return this.#layout ? readNumber(this.#layout, field, this.#view, this.#at) : Number.NaN;
  }

  value(field: string): number | undefined {
    return this.#layout && readValue(this.#layout, field, this.#view, this.#at);
  }

  text(field: string): string {
    return this.#layout ? readText(this.#layout, field, this.#bytes, this.#at) : '';
  }
}

import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, placeOf } from '../can-message.ts';
import { instanceNumber } from './instance-number.ts';
import type { StatusField } from './status-bits.ts';

/** Instances of one sender whose states are followed; engines and transmissions are few. */
const maxInstances = 16;

/** Reports alarms that devices set as bits: once each time that a bit is set. */
export class StatusReader {
  readonly #field: StatusField;
  readonly #sender: { topic: string; component: string };
  readonly #findings: Findings;
  readonly #states = new Map<number, number>();

  constructor(field: StatusField, sender: { topic: string; component: string }, findings: Findings) {
    this.#field = field;
    this.#sender = sender;
    this.#findings = findings;
  }

  read(message: CanMessage): void {
    const { data, start, length } = message;
    const { at, bytes, subject, bits } = this.#field;
    if (at + bytes > length) return;
    let state = 0;
    for (let i = bytes - 1; i >= 0; i -= 1) state = state * 256 + (data[start + at + i] as number);
    // All ones: not available.
    if (state === 2 ** (8 * bytes) - 1) state = 0;
    const instance = data[start] as number;
    const before = this.#states.get(instance) ?? 0;
    if (state === before || (!this.#states.has(instance) && this.#states.size >= maxInstances)) return;
    this.#states.set(instance, state);
    const { topic, component } = this.#sender;
    const number = instanceNumber(instance);
    for (const { bit, name, severity } of bits) {
      if ((state & ~before & (1 << bit)) === 0) continue;
      this.#findings.code(
        {
          code: `${subject}${number}: ${name}`,
          source: 'nmea2000',
          severity,
          message: `${component} reports “${name}” of ${subject}${number}.`,
        },
        placeOf(message, topic),
      );
    }
  }
}

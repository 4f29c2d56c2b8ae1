import type { Severity } from '../../../domain/severity.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { nanosecondsOf } from './subscriptions.ts';

/** A sound card answers within this time (SD Physical Layer Simplified Specification, 4.6.2.2: 500 ms for SDXC). */
const longestOrdinaryMs = 500;

interface Dropout {
  timeUs: number;
  offset: number;
}

/**
 * Adds up the periods in which the logger lost data. They have no time of their own but that of the previous message.
 */
export class Dropouts {
  #count = 0;
  #totalMs = 0;
  #longestMs = 0;
  #first: Dropout | undefined;
  #last: Dropout | undefined;

  add(milliseconds: number, timeUs: number, offset: number): void {
    this.#count += 1;
    this.#totalMs += milliseconds;
    this.#longestMs = Math.max(this.#longestMs, milliseconds);
    this.#last = { timeUs, offset };
    this.#first ??= this.#last;
  }

  /** Must be called once, at the end, when the sum is known. */
  report(findings: Findings): void {
    const { code, source } = { code: 'dropout', source: 'dropout' };
    const severity: Severity = this.#longestMs > longestOrdinaryMs ? 'error' : 'warning';
    const message = `The logger could not keep up and lost what came in ${this.#text()}.`;
    for (let i = 0; i < this.#count; i += 1) {
      const { timeUs, offset } = (i === 0 ? this.#first : this.#last) as Dropout;
      const place = { timeNs: nanosecondsOf(timeUs), topic: 'dropout', offset };
      findings.code({ code, source, severity, message }, place);
    }
  }

  #text(): string {
    const total = durationText(this.#totalMs);
    if (this.#count === 1) return total;
    return `${this.#count} stretches of ${total} together, the longest of ${durationText(this.#longestMs)}`;
  }
}

function durationText(milliseconds: number): string {
  return milliseconds === 0 ? 'less than 1 ms' : `${milliseconds} ms`;
}

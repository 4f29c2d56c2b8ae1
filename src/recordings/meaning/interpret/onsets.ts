import type { Severity } from '../../../domain/severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Detects which of several conditions have begun since the previous message. */
export class Onsets {
  readonly #active = new Set<string>();
  readonly #source: string;

  /** `source`: the kind of source assigned to the codes. */
  constructor(source: string) {
    this.#source = source;
  }

  /** The condition has become another one, which is reported as a new one. */
  forget(name: string): void {
    this.#active.delete(name);
  }

  /**
   * A condition that persists is reported once, one that returns is reported again. `name` identifies it here;
   * `describe` is called only when it is reported.
   */
  note(
    active: boolean,
    name: string,
    describe: () => { code: string; severity: Severity; message: string },
    place: Place,
    findings: Findings,
  ): void {
    if (!active) {
      if (this.#active.size > 0) this.#active.delete(name);
    } else if (!this.#active.has(name)) {
      this.#active.add(name);
      findings.code({ ...describe(), source: this.#source }, place);
    }
  }
}

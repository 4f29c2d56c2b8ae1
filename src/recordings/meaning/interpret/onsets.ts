import type { Severity } from '../../../domain/severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Tells which of several conditions have begun since the message before. */
export class Onsets {
  readonly #active = new Set<string>();
  readonly #source: string;

  /** `source`: the kind of source the codes are told by. */
  constructor(source: string) {
    this.#source = source;
  }

  /**
   * A condition that goes on is told once, one that comes back is told again. `name` tells it from the others here;
   * `describe` is asked only when it is told.
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

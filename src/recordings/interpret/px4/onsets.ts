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

  /** A condition that goes on is told once, one that comes back is told again. */
  note(
    active: boolean,
    told: { code: string; severity: Severity; message: string },
    place: Place,
    findings: Findings,
  ): void {
    if (!active) {
      this.#active.delete(told.code);
    } else if (!this.#active.has(told.code)) {
      this.#active.add(told.code);
      findings.code({ ...told, source: this.#source }, place);
    }
  }
}

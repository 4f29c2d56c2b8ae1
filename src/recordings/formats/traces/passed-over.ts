import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Kinds counted separately; further ones are counted together. */
const maxKinds = 64;
/** Kinds named in the log line. */
const maxNamed = 16;
const others = 'others';

/** Counts unsupported content of a trace by kind, and reports it in one log line. */
export class PassedOver {
  readonly #counts = new Map<string, number>();

  count(kind: string, times = 1): void {
    if (times === 0) return;
    const known = this.#counts.size < maxKinds || this.#counts.has(kind) ? kind : others;
    this.#counts.set(known, (this.#counts.get(known) ?? 0) + times);
  }

  /** `source` is the name of the format. */
  report(source: string, findings: Findings, place: Place): void {
    if (this.#counts.size === 0) return;
    const kinds = [...this.#counts].sort(([, one], [, other]) => other - one);
    const named = kinds.slice(0, maxNamed).map(([kind, count]) => `${kind} (${count})`);
    const rest = kinds.slice(maxNamed).reduce((sum, [, count]) => sum + count, 0);
    if (rest > 0) named.push(`${others} (${rest})`);
    const text = `Counted but not read: ${named.join(', ')}.`;
    findings.log({ severity: 'info', source, text }, place);
  }
}

import type { DamageLog } from '../../bytes/damage.ts';

type Damage = Parameters<DamageLog['add']>;

/** Maximum damages held back for sorting; further ones are reported in the order of discovery. */
const maxSorted = 10_000;

/** Damage of a file that is not read from front to back, reported in the order of the file. */
export class DamageInOrder {
  readonly #found: Damage[] = [];
  #more = 0;

  readonly add = (...damage: Damage): void => {
    if (this.#found.length < maxSorted) this.#found.push(damage);
    else this.#more += 1;
  };

  reportTo(log: DamageLog): void {
    this.#found.sort(([, a], [, b]) => a - b);
    for (const damage of this.#found) log.add(...damage);
    // The places are counted, though their ranges are no longer kept separately.
    const last = this.#found.at(-1);
    for (let index = 0; last && index < this.#more; index += 1) log.add(last[0], last[2], last[2], last[3]);
  }
}

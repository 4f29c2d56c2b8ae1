import type { Settle, ValueQueue } from '../mdf/waiting-records.ts';
import type { StoredValues } from './stored-values.ts';

interface Request {
  values: StoredValues;
  offset: number;
  settle: Settle;
}

/**
 * Values in blocks of their own (SD) that belong to records of an unsorted data group. Which ones are needed is known when
 * a record is read; they are loaded afterwards, in the same order.
 */
export class ValuesApart {
  readonly #variables = new Map<number, StoredValues>();
  #requests: Request[] = [];

  /** The values at this link. */
  add(link: number, values: StoredValues): void {
    this.#variables.set(link, values);
  }

  has(link: number): boolean {
    return this.#variables.has(link);
  }

  get all(): StoredValues[] {
    return [...this.#variables.values()];
  }

  get size(): number {
    return this.#variables.size;
  }

  /** Undefined for a link whose values are elsewhere. */
  queue(link: number): ValueQueue | undefined {
    const values = this.#variables.get(link);
    return (
      values && {
        give: (offset, settle) => {
          this.#requests.push({ values, offset, settle });
        },
        // What was asked for is loaded soon.
        end() {},
      }
    );
  }

  /** Loads what was asked for. Throws `SourceError`. */
  async load(): Promise<void> {
    const requests = this.#requests;
    if (requests.length === 0) return;
    this.#requests = [];
    for (const { values, offset, settle } of requests) {
      if (!values.settles(offset)) await values.reach(offset);
      settle(values.valueAt(offset)?.slice());
    }
  }

  async close(): Promise<void> {
    for (const values of this.#variables.values()) await values.close(false);
  }
}

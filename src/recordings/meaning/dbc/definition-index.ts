import { isDeepStrictEqual } from 'node:util';
import type { MessageDefinition } from './can-database.ts';

/** Definitions by a number; those of several buses (ARXML, KCD) may share it. */
export class DefinitionIndex {
  readonly #byKey = new Map<number, MessageDefinition[]>();

  /** Of two definitions without a bus, or of one bus, the later one is used. */
  add(key: number, message: MessageDefinition): void {
    const others = (this.#byKey.get(key) ?? []).filter(({ bus }) => bus !== message.bus);
    this.#byKey.set(key, [...others, message]);
  }

  /** What it means on a bus of this name; the first of several if the name decides nothing. */
  find(key: number, bus: string): MessageDefinition | undefined {
    const found = this.#byKey.get(key);
    if (!found || found.length < 2) return found?.[0];
    return this.#decided(found, bus) ?? found[0];
  }

  /** The names of the buses that define it differently, if none of them is plainly this one. */
  undecided(key: number, bus: string): string[] {
    const found = this.#byKey.get(key) ?? [];
    const [first] = found;
    const isSame = found.every((each) => isDeepStrictEqual({ ...each, bus: '' }, { ...first, bus: '' }));
    return isSame || this.#decided(found, bus) ? [] : found.map((each) => each.bus ?? '');
  }

  #decided(found: readonly MessageDefinition[], bus: string): MessageDefinition | undefined {
    const name = significant(bus);
    const equal = found.filter((each) => significant(each.bus ?? '') === name);
    const within = found.filter((each) => contains(name, significant(each.bus ?? '')));
    const [only, ...more] = equal.length > 0 ? equal : within;
    return name === '' || more.length > 0 ? undefined : only;
  }
}

/** Names of buses that say no more than that they are one; channels of recorders (`CAN 1`) are only counted. */
const insignificant = /^can \d+$|\b(?:can|canfd|bus|cluster|channel|network)\b/gi;

/** `/can/powertrain`, `Powertrain_CAN` and `powertrain bus` are `powertrain`. */
function significant(bus: string): string {
  const words = bus.replaceAll(/[^A-Za-z0-9]+/g, ' ').trim();
  return words.replaceAll(insignificant, ' ').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

function contains(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  return ` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `);
}

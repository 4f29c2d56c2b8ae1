/** Longer names of one recording that are told apart. */
const maxNames = 8_192;
/** Ids of four characters are numbers of 32 bits; longer ones have the numbers from here on. */
const firstLong = 2 ** 32;
const shortest = 4;
const otherNames = 'other names';

/** Names of ECUs, applications and contexts as numbers, so that messages need no texts. */
export class DltNames {
  readonly #long = new Map<string, number>();
  readonly #texts: string[] = [];

  /** The number of a name of version 2; one of four characters or fewer has that of version 1. */
  numberOf(name: string): number {
    if (name.length <= shortest) {
      let id = 0;
      for (let at = 0; at < shortest; at += 1) id = (id << 8) | ((name.charCodeAt(at) || 0) & 0xff);
      return id >>> 0;
    }
    const known = this.#long.get(name);
    if (known !== undefined) return known;
    if (this.#texts.length >= maxNames) return firstLong + maxNames;
    const id = firstLong + this.#texts.length;
    this.#texts.push(name);
    this.#long.set(name, id);
    return id;
  }

  textOf(id: number): string {
    return id < firstLong ? idText(id) : (this.#texts[id - firstLong] ?? otherNames);
  }
}

/** The characters of an id without the padding. */
export function idText(id: number): string {
  const bytes = [id >>> 24, (id >>> 16) & 0xff, (id >>> 8) & 0xff, id & 0xff];
  const text = String.fromCharCode(...bytes);
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).trim();
}

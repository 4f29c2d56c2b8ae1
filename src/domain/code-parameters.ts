import { anyWord, splitCode } from './code-template.ts';

/**
 * What stood in the places of a code (`#`, `<*>`) in a few sightings, the words of one sighting together. Places in
 * the name of the node do not count.
 */
export type CodeParameters = string[][];

/** Sightings whose parameters are kept. */
export const maxExamples = 3;
/** Places of a code, and the characters of each, that are kept. */
const maxPlaces = 8;
const maxLength = 60;

/** The parameters of a line with this code; undefined if it has none or the line does not fit. */
export function parametersIn(code: string, line: string): string[] | undefined {
  const { node, words } = splitCode(code);
  if (!words.some(isPlace)) return undefined;
  const said = line.split(/ +/);
  // A line without the name of its node may have a colon of its own.
  return match(words, said) ?? match(words, said.slice(node.split(/ +/).length - 1));
}

/** The parameters of a sighting of `code`, in the places of its template; none if those of the code are unknown. */
export function widen(parameters: readonly string[], code: string, template: string): string[] {
  const wide = splitCode(template).words;
  const found: string[] = [];
  let next = 0;
  for (const [i, word] of splitCode(code).words.entries()) {
    const value = isPlace(word) ? parameters[next++] : word;
    if (found.length === maxPlaces) break;
    if (value === undefined) return [];
    if (word === wide[i]) {
      if (isPlace(word)) found.push(value);
    } else found.push(shortened(word.includes('#') ? around(word, value) : value));
  }
  return found;
}

/** The first few of a set of parameters in the order of their text: the same, in whatever order they come. */
export function fewOf(all: readonly (readonly string[])[]): CodeParameters {
  return withParameters([], all);
}

/** `few` with others; itself if they change nothing. */
export function withParameters(few: CodeParameters, others: readonly (readonly string[])[]): CodeParameters {
  let kept = few;
  for (const other of others) {
    if (other.length === 0) continue;
    const at = kept.findIndex((each) => compareLists(other, each) <= 0);
    const place = at < 0 ? kept.length : at;
    const present = kept[place];
    if (place >= maxExamples || (present && compareLists(other, present) === 0)) continue;
    kept = [...kept.slice(0, place), [...other], ...kept.slice(place)].slice(0, maxExamples);
  }
  return kept;
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [i, value] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    if (value !== other) return value < other ? -1 : 1;
  }
  return a.length - b.length;
}

function match(words: string[], said: string[]): string[] | undefined {
  if (said.length < words.length) return undefined;
  const found: string[] = [];
  for (const [i, word] of words.entries()) {
    const value = saidAt(word, said[i] ?? '', i === words.length - 1);
    if (value === undefined) return undefined;
    if (isPlace(word) && found.length < maxPlaces) found.push(shortened(value));
  }
  return found;
}

/** What stands in the place of a word; the last word of a code may be cut off. */
function saidAt(word: string, said: string, isLast: boolean): string | undefined {
  if (word === anyWord) return said;
  if (!isPlace(word)) return said === word || (isLast && said.startsWith(word)) ? said : undefined;
  const before = word.slice(0, word.indexOf('#'));
  const after = word.slice(word.lastIndexOf('#') + 1);
  if (!said.startsWith(before)) return undefined;
  if (!said.endsWith(after)) return isLast ? said.slice(before.length) : undefined;
  return said.slice(before.length, said.length - after.length);
}

function around(word: string, value: string): string {
  return word.slice(0, word.indexOf('#')) + value + word.slice(word.lastIndexOf('#') + 1);
}

function isPlace(word: string): boolean {
  return word === anyWord || word.includes('#');
}

function shortened(value: string): string {
  return value.slice(0, maxLength).toWellFormed();
}

/**
 * Templates of log lines, after Drain (He, Zhu, Zheng, Lyu, "Drain: An Online Log Parsing Approach with Fixed Depth
 * Tree", ICWS 2017), over a set of codes instead of a stream of lines, so that no order matters. Codes are `node:
 * words`, figures already `#`; see docs/decisions/025 for what was measured.
 */

/** Stands in a template for a word that differs. */
export const anyWord = '<*>';

/** Share of the words that all codes of a cluster have in common: the paper's default. */
const similarity = 0.4;
/**
 * Distinct words from which a place is a parameter. Fewer name parts, sensors or states, whose faults stay apart: with
 * 6, 4 of 1,424 kinds of lines were joined with another one; drain3 joins 425.
 */
const parameterWords = 6;
/** Clusters compared with a code; 30 and 100 group the same of the lines measured. */
const clustersPerLeaf = 50;

interface SplitCode {
  code: string;
  /** Everything up to the first `: `, with it: the node that wrote the line. It always stays. */
  node: string;
  words: string[];
}

interface Cluster {
  /** Undefined where the members differ. */
  common: (string | undefined)[];
  members: SplitCode[];
}

/**
 * The template of each code, or the code itself where it has none. Depends on the set of codes only. All must be of
 * one source and severity.
 */
export function templatesOf(codes: Iterable<string>): Map<string, string> {
  const leaves = new Map<string, Cluster[]>();
  const templates = new Map<string, string>();
  for (const code of [...new Set(codes)].sort()) {
    templates.set(code, code);
    const split = splitCode(code);
    const key = leafOf(split);
    const leaf = leaves.get(key) ?? [];
    leaves.set(key, leaf);
    join(leaf, split);
  }
  for (const { members } of [...leaves.values()].flat()) {
    for (const group of apart(members)) nameGroup(group, templates);
  }
  return templates;
}

export function splitCode(code: string): SplitCode {
  const end = code.indexOf(': ');
  const from = end < 0 ? 0 : end + 2;
  return { code, node: code.slice(0, from), words: code.slice(from).split(/ +/) };
}

/** The fixed depth: the node, the number of words, and the first of them unless it has figures. */
function leafOf({ node, words }: SplitCode): string {
  const [first = ''] = words;
  return [node, words.length, /[\d#]/.test(first) || first === anyWord ? anyWord : first].join('\u0000');
}

function join(clusters: Cluster[], code: SplitCode): void {
  const { words } = code;
  let best: Cluster | undefined;
  let most = similarity * words.length;
  for (const cluster of clusters) {
    const same = countSame(words, cluster.common, most);
    if (best ? same <= most : same < most) continue;
    best = cluster;
    most = same;
  }
  if (best) {
    best.members.push(code);
    best.common = best.common.map((word, i) => (word === words[i] ? word : undefined));
  } else if (clusters.length < clustersPerLeaf) clusters.push({ common: words, members: [code] });
}

/** Words in common; any number below `least` once that can no longer be reached. */
function countSame(words: string[], common: Cluster['common'], least: number): number {
  let same = 0;
  let missing = words.length - least;
  for (let i = 0; missing >= 0 && i < words.length; i += 1) {
    if (words[i] === common[i]) same += 1;
    else missing -= 1;
  }
  return same;
}

/**
 * Divides the members by the place that took the fewest words, until all that differ took enough: the more places
 * differ, the more, since lines that differ everywhere are different lines.
 */
function apart(members: SplitCode[]): SplitCode[][] {
  if (members.length === 1) return [members];
  const places = (members[0]?.words ?? [])
    .map((_, at) => ({ at, taken: new Set(members.map(({ words }) => words[at])) }))
    .filter(({ taken }) => taken.size > 1);
  const [fewest] = places
    .filter(({ taken }) => taken.size < parameterWords * places.length && !taken.has(anyWord))
    .sort((a, b) => a.taken.size - b.taken.size);
  if (!fewest) return [members];
  return [...Map.groupBy(members, ({ words }) => words[fewest.at]).values()].flatMap(apart);
}

function nameGroup(group: SplitCode[], templates: Map<string, string>): void {
  const [first, ...others] = group;
  if (!first || others.length === 0) return;
  const words = first.words.map((word, i) =>
    others.every((each) => each.words[i] === word) ? word : anyWord,
  );
  const template = first.node + words.join(' ');
  for (const { code } of group) templates.set(code, template);
}

/**
 * Whether one of two codes of one source and severity is a template that the other fits, or both have the same words:
 * spaces that pad a figure do not count.
 */
export function sameTemplate(a: string, b: string): boolean {
  const [one, other] = [splitCode(a), splitCode(b)];
  return (
    one.node === other.node &&
    one.words.length === other.words.length &&
    one.words.every((word, i) => word === other.words[i] || word === anyWord || other.words[i] === anyWord)
  );
}

import { table } from '../proof-table.ts';
import type { CascadeProof } from './prove-cascade.ts';

/** The proofs by root, and all of them, as a Markdown table. */
export function cascadeTable(proofs: readonly CascadeProof[]): string {
  const byRoot = [...Map.groupBy(proofs, ({ cascade }) => cascade.root)].sort(([a], [b]) => (a < b ? -1 : 1));
  return table(
    [
      'root',
      'drives',
      'root named first',
      'a sort by first mention names it first',
      'consequences folded under it',
      'unrelated findings',
      'folded wrongly',
    ],
    [...byRoot.map(([root, some]) => row(`\`${root}\``, some)), row('all', proofs)],
  );
}

function row(name: string, proofs: readonly CascadeProof[]): string[] {
  const count = (what: (proof: CascadeProof) => number) =>
    proofs.reduce((sum, proof) => sum + what(proof), 0);
  const follows = count(({ cascade }) => cascade.follows.length);
  return [
    name,
    `${proofs.length}`,
    `${count(({ rightRoot }) => Number(rightRoot))}`,
    `${count(({ firstMention }) => Number(firstMention))}`,
    `${count(({ folded }) => folded.length)} of ${follows}`,
    `${count(({ apart }) => apart)}`,
    `${count(({ wronglyFolded }) => wronglyFolded.length)}`,
  ];
}

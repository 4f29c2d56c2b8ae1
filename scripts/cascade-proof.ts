import { writeFile } from 'node:fs/promises';
import { cascadeTable } from '../samples/proof/cascades/cascade-table.ts';
import { type CascadeProof, proveCascade } from '../samples/proof/cascades/prove-cascade.ts';
import { randomCascade } from '../samples/proof/cascades/random-cascade.ts';
import { pageWith, proofPage } from '../samples/proof/proof-page.ts';

/**
 * Generates 200 drives in which one fault leads to others, diagnoses them and writes what is named as their root into
 * docs/diagnosis.md; exit code 1 if fewer than 95 % are right or more than 2 % of the unrelated findings are folded.
 */
const drives = 200;

const proofs: CascadeProof[] = [];
for (let seed = 1; seed <= drives; seed += 1) {
  const proof = await proveCascade(randomCascade(seed));
  proofs.push(proof);
  if (proof.rightRoot && proof.loose.length === 0 && proof.wronglyFolded.length === 0) continue;
  console.log(`seed ${seed}: ${proof.cascade.story}`);
  if (!proof.rightRoot) console.log('  the root is not named first');
  if (proof.loose.length > 0) console.log(`  not folded: ${proof.loose.join(', ')}`);
  if (proof.wronglyFolded.length > 0) console.log(`  folded wrongly: ${proof.wronglyFolded.join(', ')}`);
}
const { wanted } = await pageWith('cascade-proof', cascadeTable(proofs));
await writeFile(proofPage, wanted);
const right = proofs.filter(({ rightRoot }) => rightRoot).length;
const apart = proofs.reduce((sum, proof) => sum + proof.apart, 0);
const wrong = proofs.reduce((sum, { wronglyFolded }) => sum + wronglyFolded.length, 0);
console.log(`${right} of ${drives} roots named first; ${wrong} of ${apart} unrelated findings folded`);
process.exitCode = right < 0.95 * drives || wrong > 0.02 * apart ? 1 : 0;

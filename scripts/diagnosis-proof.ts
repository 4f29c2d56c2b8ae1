import { writeFile } from 'node:fs/promises';
import { cleanDrives } from '../samples/proof/clean-drives.ts';
import { knownFaults } from '../samples/proof/known-faults.ts';
import type { CleanProof, Proof } from '../samples/proof/proof.ts';
import { pageWith, proofPage } from '../samples/proof/proof-page.ts';
import { proofTables } from '../samples/proof/proof-table.ts';
import { isRight, prove, proveClean } from '../samples/proof/prove.ts';

/**
 * Generates the drives, diagnoses them and writes the findings into docs/diagnosis.md; exit code 1 if anything is
 * wrong.
 */
const proofs: Proof[] = [];
for (const known of knownFaults) {
  const proof = await prove(known);
  proofs.push(proof);
  console.log(`${isRight(proof) ? 'right' : 'WRONG'} ${known.fault} (${known.rule})`);
}
const clean: CleanProof[] = [];
for (const drive of cleanDrives) {
  const proof = await proveClean(drive);
  clean.push(proof);
  console.log(`${proof.serious.length === 0 ? 'clean' : 'ALARM'} ${drive.drive} ${proof.serious.join('; ')}`);
}
const { wanted } = await pageWith('diagnosis-proof', proofTables(proofs, clean));
await writeFile(proofPage, wanted);
const wrong = proofs.some((proof) => !isRight(proof)) || clean.some(({ serious }) => serious.length > 0);
process.exitCode = wrong ? 1 : 0;

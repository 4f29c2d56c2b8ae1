import { readFile, writeFile } from 'node:fs/promises';
import { cleanDrives } from '../samples/proof/clean-drives.ts';
import { knownFaults } from '../samples/proof/known-faults.ts';
import { proofTables } from '../samples/proof/proof-table.ts';
import { diagnoseFiles, type Proof, prove, seriousOnes } from '../samples/proof/prove.ts';

/** Makes the drives, diagnoses them, and writes what was found into docs/diagnosis.md; exit code 1 when a fault was missed. */
const page = new URL('../docs/diagnosis.md', import.meta.url);
const begin = '<!-- made by scripts/diagnosis-proof.ts -->';
const end = '<!-- end -->';

const proofs: Proof[] = [];
for (const known of knownFaults) {
  const proof = await prove(known);
  proofs.push(proof);
  console.log(`${proof.found ? 'found ' : 'MISSED'} ${known.fault} (${known.rule})`);
}
const clean: { drive: string; files: number; serious: string[]; notes: string[] }[] = [];
for (const { drive, files } of cleanDrives) {
  const { findings } = await diagnoseFiles(files);
  const serious = seriousOnes(findings).map(({ title }) => title);
  const notes = findings.filter(({ severity }) => severity === 'info').map(({ rule }) => rule);
  clean.push({ drive, files: files.length, serious, notes });
  console.log(`${serious.length === 0 ? 'clean ' : 'ALARM '} ${drive} ${serious.join('; ')}`);
}

const text = await readFile(page, 'utf8');
const [before, , after] = [
  text.slice(0, text.indexOf(begin) + begin.length),
  '',
  text.slice(text.indexOf(end)),
];
await writeFile(page, `${before}\n\n${proofTables(proofs, clean)}\n\n${after}`);
const wrong = proofs.some(({ found }) => !found) || clean.some(({ serious }) => serious.length > 0);
process.exitCode = wrong ? 1 : 0;

import { describe, expect, test } from 'vitest';
import { cleanDrives } from '../../../samples/proof/clean-drives.ts';
import { knownFaults } from '../../../samples/proof/known-faults.ts';
import type { CleanProof, Proof } from '../../../samples/proof/proof.ts';
import { pageWith } from '../../../samples/proof/proof-page.ts';
import { proofTables } from '../../../samples/proof/proof-table.ts';
import { prove, proveClean } from '../../../samples/proof/prove.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { readers } from '../../../src/recordings/formats/formats.ts';

const timeout = 60_000;
const proofs: Proof[] = [];
const clean: CleanProof[] = [];

describe('a known fault', () => {
  test.each(knownFaults)(
    '$fault is found by $rule at its place, and nothing else',
    { timeout },
    async (known) => {
      const proof = await prove(known);
      proofs.push(proof);
      expect(proof.found, `${known.severity} of ${known.rule} in ${known.file}`).toBeDefined();
      expect(proof.others.toSorted()).toEqual(Object.keys(known.follows ?? {}).toSorted());
    },
  );

  test('exists for every rule', () => {
    const known = new Set(knownFaults.map(({ rule }) => rule));
    expect(rules.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('a drive without a fault', () => {
  test.each(cleanDrives)('$drive gives no warning', { timeout }, async (drive) => {
    const proof = await proveClean(drive);
    clean.push(proof);
    expect(proof.serious).toEqual([]);
  });

  test('is there for every format', () => {
    expect(new Set(clean.flatMap(({ formats }) => formats))).toEqual(
      new Set(readers.map(({ format }) => format)),
    );
  });
});

test('the page shows what the command finds', async () => {
  const { present, wanted } = await pageWith('diagnosis-proof', proofTables(proofs, clean));
  expect(present).toBe(wanted);
});

import { describe, expect, it } from 'vitest';
import { cleanDrives } from '../../samples/proof/clean-drives.ts';
import { knownFaults } from '../../samples/proof/known-faults.ts';
import { diagnoseFiles, prove, seriousOnes } from '../../samples/proof/prove.ts';

const timeout = 60_000;

describe('a known fault', () => {
  it.each(knownFaults)('$fault is found by $rule at its place', { timeout }, async (known) => {
    const { found, evidence } = await prove(known);
    expect(found, `${known.rule} in ${known.file}`).toBeDefined();
    expect(evidence?.file_name).toBe(known.file);
  });
});

describe('a drive without a fault', () => {
  it.each(cleanDrives)('$drive gives no warning', { timeout }, async ({ files }) => {
    const { findings, verdict } = await diagnoseFiles(files);
    expect(seriousOnes(findings)).toEqual([]);
    expect(verdict.severity).toBe('ok');
  });
});

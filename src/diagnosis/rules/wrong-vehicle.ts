import { plural } from '../../domain/plural.ts';
import { isVin, wantedCheckDigit } from '../../domain/vin.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';

type Version = Aggregate['versions'][number];

export const wrongVehicle = defineRule({
  id: 'wrong-vehicle',
  version: 1,
  question: 'Do the recordings come from the vehicle that the batch names?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {},
  likely_cause: 'Files of another vehicle were uploaded, or the batch was given the VIN of another one.',
  advice:
    'Compare the VIN in the vehicle with the batch; upload the files of another vehicle as a batch of its own.',
  evaluate: ({ versions }, _, { vin: batchVin }) => {
    const recorded = versions.filter(({ component, version }) => component === 'vin' && isVin(version));
    const expected = batchVin !== undefined && isVin(batchVin) ? batchVin : undefined;
    return [...otherVehicles(recorded, expected), ...wrongCheckDigits(recorded, expected)];
  },
});

function otherVehicles(recorded: Version[], expected: string | undefined): Draft[] {
  const unexpected = recorded.filter(({ version }) => version !== expected);
  const [first] = unexpected;
  if (!first || (expected === undefined && unexpected.length < 2)) return [];
  const names = quote(unexpected.map(({ version }) => version).join(', '));
  return [
    {
      severity: 'warning',
      title:
        expected === undefined
          ? `Wrong vehicle? ${plural(unexpected.length, 'VIN')} in one batch`
          : `Wrong vehicle? The recordings name the VIN ${quote(first.version)}`,
      description:
        expected === undefined
          ? `The recordings name ${names}.`
          : `The batch is of ${quote(expected)}, the recordings name ${names}.`,
      evidence: unexpected.map(seenIn),
    },
  ];
}

function wrongCheckDigits(recorded: Version[], expected: string | undefined): Draft[] {
  const vins = new Set([
    ...(expected === undefined ? [] : [expected]),
    ...recorded.map(({ version }) => version),
  ]);
  return [...vins].flatMap((vin) => {
    const wanted = wantedCheckDigit(vin);
    if (wanted === undefined) return [];
    return [
      {
        severity: 'info' as const,
        title: `The VIN ${quote(vin)} has a wrong check digit`,
        description: `Its ninth character is ${vin[8]}; by the other characters it is ${wanted} (49 CFR 565, GB 16735).`,
        evidence: recorded.filter(({ version }) => version === vin).map(seenIn),
        likely_cause: 'A character was mistyped, or a control unit was coded with a VIN that is none.',
        advice: 'Read the VIN from the plate of the vehicle.',
      },
    ];
  });
}

function seenIn({ at, version, files }: Version) {
  return evidenceAt(at, { detail: `VIN ${version} in ${plural(files, 'file')}` });
}

import { driveLevelCases } from './drive-levels.ts';
import { engineCases } from './engines.ts';
import { filesCases } from './files.ts';
import { levelsCases } from './levels.ts';
import { lossCases } from './losses.ts';
import { recorderCases } from './recorders.ts';
import { reportedCases } from './reported.ts';
import type { RuleCase } from './rule-case.ts';
import { sensorCases } from './sensors.ts';
import { timingCases } from './timing.ts';
import { troubleCodeCases } from './trouble-codes.ts';

/** Every rule's cases; a test compares the list with the rules. */
export const ruleCases: RuleCase[] = [
  ...reportedCases,
  ...troubleCodeCases,
  ...timingCases,
  ...lossCases,
  ...sensorCases,
  ...levelsCases,
  ...driveLevelCases,
  ...engineCases,
  ...filesCases,
  ...recorderCases,
];

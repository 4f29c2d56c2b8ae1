import { batchTexts } from './batches.ts';
import { fleetTexts } from './fleet.ts';
import { operationTexts } from './operation.ts';
import { shellTexts } from './shell.ts';
import { signalTexts } from './signals.ts';
import { uploadTexts } from './uploads.ts';

/** The texts of the console. */
export const consoleTexts = {
  ...shellTexts,
  ...batchTexts,
  ...uploadTexts,
  ...fleetTexts,
  ...signalTexts,
  ...operationTexts,
};

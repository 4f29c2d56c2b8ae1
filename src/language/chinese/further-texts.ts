import { fleetTexts } from './fleet.ts';
import { operationTexts } from './operation.ts';
import { signalTexts } from './signals.ts';
import { uploadTexts } from './uploads.ts';

/** The texts of all other pages of the console, beyond those that they share with the first. */
export const furtherTexts = { ...uploadTexts, ...fleetTexts, ...signalTexts, ...operationTexts };

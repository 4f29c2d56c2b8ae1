import { batchTexts } from './batches.ts';
import { reportTexts } from './report.ts';
import { reportViewTexts } from './report-view.ts';
import { shellTexts } from './shell.ts';

/** The texts of reports, and of the console's list and page of a batch, which most visits see alone. */
export const firstTexts = { ...reportTexts, ...shellTexts, ...batchTexts, ...reportViewTexts };

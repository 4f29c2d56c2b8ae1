import { commandLineTexts } from './command-line.ts';
import { commandLineMessages } from './command-line-messages.ts';
import { doctorMessages } from './doctor-messages.ts';
import { storedNouns } from './findings.ts';
import { storedSentences, storedTerms } from './stored-sentences.ts';
import { createTranslator } from './translate-sentence.ts';

export { commandLineOutput } from './command-line-output.ts';

/** A text of the command line in Chinese, with what it says of batches; undefined if it is not known. */
export const translateCommandLine = createTranslator(
  { ...commandLineTexts, ...commandLineMessages, ...doctorMessages, ...storedSentences },
  storedNouns,
  storedTerms,
);

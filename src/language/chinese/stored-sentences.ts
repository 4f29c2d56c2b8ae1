import { apiErrors } from './api-errors.ts';
import { chartDescriptions } from './chart-descriptions.ts';
import { clockCodes } from './clock-codes.ts';
import { damages } from './damages.ts';
import { evidenceDetails } from './evidence-details.ts';
import { fieldErrors } from './field-errors.ts';
import { findingCauses } from './finding-causes.ts';
import { findingDescriptions } from './finding-descriptions.ts';
import { findingSentences, storedNouns } from './findings.ts';
import { incidentCauses } from './incident-causes.ts';
import { lampNames } from './lamps.ts';
import { linkSources } from './link-sources.ts';
import { modelReasons } from './model-reasons.ts';
import { otherFormatSentences } from './other-formats.ts';
import { requestErrors } from './request-errors.ts';
import { ruleAdvice } from './rule-advice.ts';
import { ruleCauses } from './rule-causes.ts';
import { ruleQuestions } from './rule-questions.ts';
import { streamThresholdSources } from './stream-threshold-sources.ts';
import { tablesRead } from './tables-read.ts';
import { thresholdSources } from './threshold-sources.ts';
import { createTranslator } from './translate-sentence.ts';
import { translateFreezeFrame, translateTroubleCode, translateUnit } from './translate-trouble-code.ts';
import { troubleCodes } from './trouble-codes.ts';
import { vehicleNotes } from './vehicle-notes.ts';
import { verdictSentences } from './verdicts.ts';
import { waitingSentences } from './waiting.ts';

/** Sentences that Argus stores, or answers with, in English, the more special ones first. */
export const storedSentences: Readonly<Record<string, string>> = {
  ...troubleCodes,
  ...clockCodes,
  ...waitingSentences,
  ...otherFormatSentences,
  ...verdictSentences,
  ...damages,
  ...ruleQuestions,
  ...ruleCauses,
  ...ruleAdvice,
  ...findingCauses,
  ...incidentCauses,
  ...findingDescriptions,
  ...findingSentences,
  ...thresholdSources,
  ...streamThresholdSources,
  ...linkSources,
  ...tablesRead,
  ...evidenceDetails,
  ...lampNames,
  ...chartDescriptions,
  ...modelReasons,
  ...vehicleNotes,
  ...apiErrors,
  ...requestErrors,
  ...fieldErrors,
};

const termsOfCodes = {
  ecu: translateUnit,
  meaning: translateTroubleCode,
  effect: translateTroubleCode,
  frame: translateFreezeFrame,
};
const translateCode = createTranslator(troubleCodes, {}, termsOfCodes);

/** Values of trouble codes and freeze frames, and what was recorded: that of a trouble code is known, all else stays. */
export const storedTerms = { ...termsOfCodes, sent: (text: string) => translateCode(text) ?? text };

const translateSentence = createTranslator(storedSentences, storedNouns, storedTerms);

/** Such a sentence, several of them in a row, or the text of a trouble code, in Chinese; undefined if it is not known. */
export const translateStored = (text: string): string | undefined =>
  translateSentence(text) ?? translateTroubleCode(text);

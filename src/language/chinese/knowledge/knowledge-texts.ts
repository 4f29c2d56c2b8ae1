import { shippedPrefix } from '../../../domain/knowledge.ts';
import { j1939Texts } from './j1939.ts';
import { obdTexts } from './obd.ts';
import { engineCodeTexts, furtherPowertrainTexts } from './obd-powertrain.ts';
import { robotTexts } from './robots.ts';
import { ruleSolutions } from './rule-solutions.ts';
import { ruleSymptoms } from './rule-symptoms.ts';
import { knowledgeTerms } from './terms.ts';

/** The shipped entries of the knowledge base (`src/diagnosis/knowledge/shipped/`): each of their texts as a whole. */
export const knowledgeTexts: Readonly<Record<string, string>> = {
  ...ruleSymptoms,
  ...ruleSolutions,
  ...robotTexts,
  ...j1939Texts,
  ...obdTexts,
  ...engineCodeTexts,
  ...furtherPowertrainTexts,
  ...knowledgeTerms,
};

/** Undefined of an entry that is not shipped, or of a text in it that an operator has changed. */
export const knowledgeText = (id: string, text: string): string | undefined =>
  id.startsWith(shippedPrefix) && Object.hasOwn(knowledgeTexts, text) ? knowledgeTexts[text] : undefined;

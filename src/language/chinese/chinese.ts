import { consoleTexts } from './console.ts';
import { nouns } from './nouns.ts';
import { reportTexts } from './report.ts';

/** All texts in Simplified Chinese, by the English text. A text of two rooms is in one of the files alone. */
export const texts = { ...reportTexts, ...consoleTexts };
export { nouns };

export type Texts = typeof texts;
/** The singular of a noun that is counted. */
export type Noun = keyof typeof nouns;

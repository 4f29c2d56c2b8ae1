import { alertTexts } from './alerts.ts';
import { firstTexts } from './first-texts.ts';
import { furtherTexts } from './further-texts.ts';
import type { nouns } from './nouns.ts';

/** All texts in Simplified Chinese, by the English text. A text of two rooms is in one of the files alone. */
export const texts = { ...firstTexts, ...furtherTexts, ...alertTexts };

export type Texts = typeof texts;
/** The singular of a noun that is counted. */
export type Noun = keyof typeof nouns;

import type { Language } from '../../language/language.ts';
import { type Style, severityStyles } from '../../text/terminal-styles.ts';
import { type Tone, toneNames } from '../document/document.ts';

export const toneStyles: Record<Tone, Style> = { ...severityStyles, neutral: 'dim' };

/** In capitals, where the script has them; in English the code itself. */
export function toneWord(tone: Tone, { tag, t }: Language): string {
  return tag === 'en' ? tone.toUpperCase() : t(toneNames[tone]);
}

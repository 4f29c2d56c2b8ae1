import { type Style, severityStyles } from '../../text/terminal-styles.ts';
import type { Tone } from '../document/document.ts';

export const toneStyles: Record<Tone, Style> = { ...severityStyles, neutral: 'dim' };

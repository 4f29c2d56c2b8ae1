import type { Language } from '../language/language.ts';

/** Protocols whose codes standards define; all other texts of codes are those of vehicles. */
const standard: ReadonlySet<string> = new Set(['obd', 'uds', 'j1939']);

/** The text of a code: that of a standard in the language, any other as it was recorded. */
export function codeText(
  { source, message }: { source: string; message: string },
  { ofArgus }: Language,
): string {
  return standard.has(source) ? ofArgus(message) : message;
}

import type { Language } from '../language/language.ts';

/** Protocols whose codes standards define, and what readers say of times; all other texts of codes are those of vehicles. */
const ofReaders: ReadonlySet<string> = new Set(['obd', 'uds', 'j1939', 'clock']);

/** The text of a code: that of a standard or of a reader in the language, any other as it was recorded. */
export function codeText(
  { source, message }: { source: string; message: string },
  { ofArgus }: Language,
): string {
  return ofReaders.has(source) ? ofArgus(message) : message;
}

import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings';
import { english, type Language, type LanguageTag } from '../language/language.ts';
import { loadLanguage } from '../language/load-language.ts';

/** Of this process: chosen before the command line is parsed. */
let language: Language = english;
let texts: Readonly<Record<string, string>> = {};

export async function startLanguage(tag: LanguageTag): Promise<void> {
  language = await loadLanguage(tag);
  texts = tag === 'en' ? {} : (await import('../language/chinese/command-line.ts')).commandLineTexts;
}

export const currentLanguage = (): Language => language;

/** A text of the command line, such as a description or an advice; in English if it is not known. */
export function ofCommandLine(text: string): string {
  return texts[text] ?? language.ofArgus(text);
}

/** What help says of a command and of all below it, in the language of the process. Names stay as they are. */
export function translateHelp(command: CommandUnknownOpts): void {
  command.description(ofCommandLine(command.description()));
  command.configureHelp({
    ...command.configureHelp(),
    styleTitle: ofCommandLine,
    optionDescription(option) {
      const whole = Help.prototype.optionDescription.call(this, option);
      return whole.replace(option.description, () => ofCommandLine(option.description));
    },
    argumentDescription: ({ description }) => ofCommandLine(description),
  });
  for (const each of command.commands) translateHelp(each);
}

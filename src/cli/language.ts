import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings';
import { english, type Language, type LanguageTag } from '../language/language.ts';
import { loadLanguage } from '../language/load-language.ts';

/** Of this process: chosen before the command line is parsed. */
let language: Language = english;
let translate: (text: string) => string | undefined = () => undefined;

export async function startLanguage(tag: LanguageTag): Promise<void> {
  language = await loadLanguage(tag);
  if (tag === 'zh')
    translate = (await import('../language/chinese/translate-command-line.ts')).translateCommandLine;
}

export const currentLanguage = (): Language => language;

/** A text of the command line, such as a description, an error or an advice; in English if it is not known. */
export function ofCommandLine(text: string): string {
  return translate(text) ?? language.ofArgus(text);
}

/** What help says of a command and of all below it, in the language of the process. Names stay as they are. */
export function translateHelp(command: CommandUnknownOpts): void {
  command.description(ofCommandLine(command.description()));
  command.configureOutput({
    outputError: (text, write) => {
      const [, said = text] = /^error: (.*)\n$/s.exec(text) ?? [];
      write(said === text ? text : `error: ${ofCommandLine(said)}\n`);
    },
  });
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

import { type CommandUnknownOpts, Help } from '@commander-js/extra-typings';
import type { commandLineOutput } from '../language/chinese/command-line-output.ts';
import { english, filled, type Language, type LanguageTag, type ValuesOf } from '../language/language.ts';
import { loadLanguage } from '../language/load-language.ts';
import { displayWidth } from '../text/display-width.ts';

/** Of this process: chosen before the command line is parsed. */
let language: Language = english;
let translate: (text: string) => string | undefined = () => undefined;
let output: Readonly<Record<string, string>> = {};

export async function startLanguage(tag: LanguageTag): Promise<void> {
  language = await loadLanguage(tag);
  const chinese = tag === 'zh' ? await import('../language/chinese/translate-command-line.ts') : undefined;
  translate = chinese?.translateCommandLine ?? (() => undefined);
  output = chinese?.commandLineOutput ?? {};
}

export const currentLanguage = (): Language => language;

/** What the command line prints, in English. */
export type Phrase = keyof typeof commandLineOutput;
/** Without values, such as the head of a column. */
export type PlainPhrase = { [T in Phrase]: [] extends ValuesOf<T> ? T : never }[Phrase];

/** What the command line prints, with its values, in the language of the process. */
export function phrase<T extends Phrase>(text: T, ...[values]: ValuesOf<T>): string {
  return filled(output[text] ?? text, values);
}

/** Such phrases; of an empty one, as over a column that needs no head, an empty text. */
export function phrases(...texts: (PlainPhrase | '')[]): string[] {
  return texts.map((text) => (text === '' ? '' : phrase(text)));
}

/** A text of the command line, such as a description, an error or an advice; lines that are not known are in English. */
export function ofCommandLine(text: string): string {
  const ofOne = (line: string) => translate(line) ?? language.ofArgus(line);
  return (
    translate(text) ?? text.replace(/^( *)(.+)$/gm, (_, indent: string, line: string) => indent + ofOne(line))
  );
}

/** What Commander puts behind the description of an option: `(default: "a", env: B)`. */
const besideOption = /(?<=[(,] ?)(?:choices|default|env|preset): /g;
const inHelp = (word: string) => {
  const text = ofCommandLine(word.trim());
  return text.endsWith(':') ? `${text} ` : text;
};
const inUsage = (usage: string) => usage.replace(/\[(?:options|command)\]/g, (word) => ofCommandLine(word));

/** What help says of a command and of all below it, in the language of the process. Names stay as they are. */
export function translateHelp(command: CommandUnknownOpts): void {
  command.description(ofCommandLine(command.description()));
  command.configureOutput({
    outputError: (text, write) => {
      const [, said = text] = /^error: (.*)\n$/s.exec(text) ?? [];
      write(said === text ? text : `${phrase('error: {said}', { said: ofCommandLine(said) })}\n`);
    },
  });
  command.configureHelp({
    ...command.configureHelp(),
    styleTitle: ofCommandLine,
    displayWidth,
    styleUsage: inUsage,
    styleSubcommandTerm: inUsage,
    subcommandDescription: (each) => ofCommandLine(each.summary() || each.description()),
    optionDescription(option) {
      const whole = Help.prototype.optionDescription.call(this, option);
      const beside = whole.slice(option.description.length);
      return ofCommandLine(option.description) + beside.replace(besideOption, inHelp);
    },
    argumentDescription: ({ description }) => ofCommandLine(description),
  });
  for (const each of command.commands) translateHelp(each);
}

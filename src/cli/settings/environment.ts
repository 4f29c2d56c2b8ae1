import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { languageOfEnvironment } from '../../language/choose-language.ts';
import type { LanguageTag } from '../../language/language.ts';

/**
 * The folder of the settings and of the tokens: `$XDG_CONFIG_HOME/argus`, else `~/.config/argus` (XDG Base Directory
 * Specification 0.8, which ignores a path that is not absolute).
 */
export function settingsFolder(): string {
  const { XDG_CONFIG_HOME: home } = process.env;
  return join(home !== undefined && isAbsolute(home) ? home : join(homedir(), '.config'), 'argus');
}

/** The language of whoever sits at the terminal. */
export function languageOfTerminal(): LanguageTag {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return languageOfEnvironment({ LC_ALL, LC_MESSAGES, LANG });
}

/** The value of an option's variable, for options of other commands than the one that runs. */
export function variable(name: string): string | undefined {
  return process.env[name];
}

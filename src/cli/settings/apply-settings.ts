import { type CommandUnknownOpts, InvalidArgumentError, type Option } from '@commander-js/extra-typings';
import { CommandError } from '../command-error.ts';
import { type ConfigValue, configPath, readConfigFile } from './config-file.ts';
import { variable } from './environment.ts';

/**
 * An option with a variable of the environment can also be set in the configuration file, by its long name; the token,
 * which has a file of its own, cannot.
 */
export function isSetting(option: Option): boolean {
  return option.envVar !== undefined && option.long !== '--token';
}

/** `--limit-rate` is `limit_rate` in the file. */
export function keyOf(option: Option): string {
  return option.name().replaceAll('-', '_');
}

/** Every setting of the program once, in the order of its commands. */
export function settingsOf(program: CommandUnknownOpts): Option[] {
  const found = new Map<string, Option>();
  const visit = (command: CommandUnknownOpts): void => {
    for (const option of command.options) {
      if (isSetting(option) && !found.has(keyOf(option))) found.set(keyOf(option), option);
    }
    command.commands.forEach(visit);
  };
  visit(program);
  return [...found.values()];
}

/**
 * Gives the options of a command what the configuration file says, where neither the command line nor the environment
 * says anything.
 * @throws CommandError for an invalid file, and for a flag whose variable is neither true nor false.
 */
export async function applySettings(program: CommandUnknownOpts, command: CommandUnknownOpts): Promise<void> {
  for (const option of command.options) readFlag(command, option);
  const open = command.options.filter((option) => isSetting(option) && isUnset(command, option));
  if (open.length === 0) return;
  const values = await readConfigFile(settingsOf(program).map(keyOf));
  for (const option of open) {
    const value = values[keyOf(option)];
    if (value !== undefined) {
      command.setOptionValueWithSource(option.attributeName(), valueFor(option, value), 'config');
    }
  }
}

/** Commander sets a flag whatever its variable says: `ARGUS_METERED=false` too. */
function readFlag(command: CommandUnknownOpts, option: Option): void {
  const name = option.attributeName();
  if (!option.isBoolean() || command.getOptionValueSource(name) !== 'env') return;
  const text = variable(option.envVar ?? '') ?? '';
  if (!['true', '1', 'false', '0', ''].includes(text)) {
    throw new CommandError(
      'usage',
      `${option.envVar} is ${JSON.stringify(text)}, which is neither true nor false`,
      'Set it to true or false, or remove it.',
    );
  }
  command.setOptionValueWithSource(name, text === 'true' || text === '1', 'env');
}

function isUnset(command: CommandUnknownOpts, option: Option): boolean {
  const source = command.getOptionValueSource(option.attributeName());
  return source === undefined || source === 'default';
}

/** As if it had been given on the command line. */
function valueFor(option: Option, value: ConfigValue): unknown {
  const flag = option.isBoolean();
  if (flag !== (typeof value === 'boolean')) {
    throw invalid(option, flag ? 'is either true or false' : 'needs a value, not true or false');
  }
  if (flag || option.parseArg === undefined) return flag ? value : String(value);
  try {
    return option.parseArg(String(value), undefined);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw invalid(option, `cannot be ${value}. ${error.message}`);
    throw error;
  }
}

function invalid(option: Option, why: string): CommandError {
  return new CommandError('usage', `${configPath()}: ${keyOf(option)} ${why}`, 'Mend the file.');
}

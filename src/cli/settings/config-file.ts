import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { settingsFolder } from './environment.ts';
import { readJsonObject, writePrivateJson } from './json-file.ts';

export type ConfigValue = string | number | boolean;

export const configPath = (): string => join(settingsFolder(), 'config.json');

/**
 * The settings in the configuration file; none where there is no file.
 * @param known The keys that an option of the program has.
 * @throws CommandError that names what is wrong with it.
 */
export async function readConfigFile(known: readonly string[]): Promise<Record<string, ConfigValue>> {
  const path = configPath();
  const values = (await readJsonObject(path)) ?? {};
  for (const [key, value] of Object.entries(values)) {
    if (key === 'token') throw tokenIsElsewhere(path);
    if (!known.includes(key)) {
      throw new CommandError(
        'usage',
        `${path}: there is no setting ${JSON.stringify(key)}`,
        `Settings are ${known.join(', ')}.`,
      );
    }
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new CommandError(
        'usage',
        `${path}: ${key} is not a string, a number, true or false`,
        'Mend the file.',
      );
    }
  }
  return values as Record<string, ConfigValue>;
}

/** Keeps whatever else is in the file. */
export async function writeSetting(key: string, value: ConfigValue): Promise<void> {
  const path = configPath();
  await writePrivateJson(path, { ...(await readJsonObject(path)), [key]: value });
}

function tokenIsElsewhere(path: string): CommandError {
  return new CommandError(
    'usage',
    `${path} holds a token, which is kept apart`,
    'Take it out, and give it to `argus login`.',
  );
}

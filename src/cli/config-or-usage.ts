import { type Config, ConfigError, loadConfig } from '../config.ts';
import { CommandError } from './command-error.ts';

/** The settings of this environment. @throws CommandError `usage` that names what is wrong with them. */
export function configOrUsage(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(
      'usage',
      error.message,
      'Set the variables as for the roles of Argus (docs/operations.md).',
    );
  }
}

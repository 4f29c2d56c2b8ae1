import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { phrase, phrases } from '../language.ts';
import { addressOf } from '../open-client.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';
import { keyOf, settingsOf } from '../settings/apply-settings.ts';
import { type ConfigValue, configPath, readConfigFile } from '../settings/config-file.ts';
import { variable } from '../settings/environment.ts';
import { storedToken, tokensPath } from '../settings/stored-tokens.ts';

/** Where a value comes from, the first that applies. */
type Source = 'flag' | 'environment' | 'file' | 'default' | 'login' | 'nowhere';

interface Setting {
  setting: string;
  /** Of the token only whether there is one. */
  value: ConfigValue | null;
  from: Source;
  flag: string;
  environment: string;
}

/** The token itself is never shown. */
export async function config(program: CommandUnknownOpts, { json }: { json?: true | undefined }) {
  const options = settingsOf(program);
  const file = await readConfigFile(options.map(keyOf));
  const settings = options.map((option) => settingOf(program, option, file));
  const server = settings.find(({ setting }) => setting === 'server')?.value;
  settings.push(await tokenOf(program, addressOf(String(server))));
  if (json) {
    printJson(settings);
    return;
  }
  printTable(
    phrases('SETTING', 'VALUE', 'FROM', 'FLAG', 'ENVIRONMENT'),
    settings.map(({ setting, value, from, flag, environment }) => [
      ...[setting, value === null ? '' : valueText(setting, value), phrase(from), flag, environment],
    ]),
  );
  const places = phrase('The file is {path}; tokens are in {tokens}.', {
    path: configPath(),
    tokens: tokensPath(),
  });
  process.stderr.write(`${places}\n`);
}

/** Of the token it is only said that it is set. */
const valueText = (setting: string, value: ConfigValue) =>
  setting === 'token' ? phrase('set') : String(value);

function settingOf(program: CommandUnknownOpts, option: Option, file: Record<string, ConfigValue>): Setting {
  const key = keyOf(option);
  const about = { setting: key, ...namesOf(option) };
  const own = program.options.includes(option);
  // Options of other commands are not on this command line.
  if (own && program.getOptionValueSource(option.attributeName()) === 'cli') {
    return { ...about, value: program.getOptionValue(option.attributeName()) as ConfigValue, from: 'flag' };
  }
  const inEnvironment = variable(option.envVar ?? '');
  if (inEnvironment !== undefined) return { ...about, value: inEnvironment, from: 'environment' };
  const inFile = file[key];
  if (inFile !== undefined) return { ...about, value: inFile, from: 'file' };
  const standard = option.defaultValue as ConfigValue | undefined;
  return { ...about, value: standard ?? null, from: standard === undefined ? 'nowhere' : 'default' };
}

async function tokenOf(program: CommandUnknownOpts, server: string): Promise<Setting> {
  const option = program.options.find(({ long }) => long === '--token');
  const about = { setting: 'token', ...namesOf(option) };
  const source = program.getOptionValueSource('token');
  if (source === 'cli') return { ...about, value: 'set', from: 'flag' };
  if (source === 'env') return { ...about, value: 'set', from: 'environment' };
  const stored = await storedToken(server);
  return stored === undefined
    ? { ...about, value: null, from: 'nowhere' }
    : { ...about, value: 'set', from: 'login' };
}

function namesOf(option: Option | undefined) {
  return { flag: option?.long ?? '', environment: option?.envVar ?? '' };
}

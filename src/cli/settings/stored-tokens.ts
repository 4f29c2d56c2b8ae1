import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { settingsFolder } from './environment.ts';
import { isObject, readJsonObject, writePrivateJson } from './json-file.ts';

export const tokensPath = (): string => join(settingsFolder(), 'credentials.json');

/**
 * The token that `argus login` has stored for this server, and for no other: one that is named elsewhere by mistake gets
 * nothing.
 * @throws CommandError where other users may read the file.
 */
export async function storedToken(server: string): Promise<string | undefined> {
  return (await readTokens())[placeOf(server)];
}

/** Beside those of other servers. */
export async function storeToken(server: string, token: string): Promise<void> {
  await writePrivateJson(tokensPath(), { tokens: { ...(await readTokens()), [placeOf(server)]: token } });
}

/** Whether there was one. */
export async function forgetToken(server: string): Promise<boolean> {
  const { [placeOf(server)]: token, ...others } = await readTokens();
  if (token === undefined) return false;
  await writePrivateJson(tokensPath(), { tokens: others });
  return true;
}

/** Scheme, host, port and path, without a slash at the end. */
function placeOf(server: string): string {
  const { origin, pathname } = new URL(server);
  return (origin + pathname).replace(/\/+$/, '');
}

async function readTokens(): Promise<Record<string, string>> {
  const path = tokensPath();
  const found = await readJsonObject(path);
  if (!found) return {};
  // Modes say nothing on Windows.
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) {
    throw new CommandError('usage', `${path} can be read by other users`, `Change that: chmod 600 ${path}`);
  }
  const { tokens } = found;
  if (isObject(tokens) && Object.values(tokens).every((token) => typeof token === 'string')) {
    return tokens as Record<string, string>;
  }
  throw new CommandError('usage', `${path} holds no tokens`, 'Remove it, and run `argus login`.');
}

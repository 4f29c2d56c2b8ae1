import type { ArgusClient } from '../../client/client.ts';
import type { Role } from '../../domain/identity.ts';
import { CommandError } from '../command-error.ts';
import { phrase } from '../language.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { daysOf, printSecret, printTokens } from '../token-table.ts';

interface Json {
  json?: true | undefined;
}

interface CreateOptions extends Json {
  name: string;
  role: Role;
  vehicle?: string | undefined;
  days: string;
}

/** Rows of a page of the API. */
const pageRows = 200;

export async function createKey(client: ArgusClient, options: CreateOptions): Promise<void> {
  const { name, role, vehicle, days, json } = options;
  const expires_in_days = daysOf(days);
  if (expires_in_days === undefined) {
    throw new CommandError('usage', `${days} are no days`, 'Give 1 to 3650, or `never`.');
  }
  if ((role === 'vehicle') !== (vehicle !== undefined)) {
    throw new CommandError(
      'usage',
      'a token of a vehicle, and no other, names it',
      'Give --vehicle with --role vehicle.',
    );
  }
  const made = await client.createToken({
    name,
    role,
    expires_in_days,
    ...(vehicle !== undefined && { vehicle_id: vehicle }),
  });
  if (json) printJson(made);
  else printSecret(made.token);
}

export async function listKeys(client: ArgusClient, { limit, json }: Json & { limit: number }) {
  const tokens = await newestTokens(client, limit);
  if (json) printJson(tokens);
  else if (tokens.length === 0)
    process.stderr.write(`${phrase('There are no tokens yet: see `argus keys create`.')}\n`);
  else printTokens(tokens.map(({ token_id, ...token }) => ({ id: token_id, ...token })));
}

export async function revokeKey(client: ArgusClient, id: string, { json }: Json): Promise<void> {
  await client.revokeToken(id);
  if (json) printJson({ token_id: id, revoked: true });
  else say(phrase('Revoked; within two seconds nothing accepts it.'));
}

async function newestTokens(client: ArgusClient, limit: number) {
  const tokens = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTokens({ cursor, limit: Math.min(pageRows, limit - tokens.length) });
    tokens.push(...page.tokens);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && tokens.length < limit);
  return tokens;
}

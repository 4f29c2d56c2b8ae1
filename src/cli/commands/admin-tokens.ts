import { type AccessToken, initialise, listTokens, makeToken, revokeToken } from '../../admin/tokens.ts';
import { type Role, roles } from '../../domain/identity.ts';
import { CommandError } from '../command-error.ts';
import { phrase } from '../language.ts';
import { printJson } from '../print-json.ts';
import { say } from '../say.ts';
import { daysOf, printSecret, printTokens as printTable } from '../token-table.ts';
import { onServers } from './admin-servers.ts';

interface Json {
  json?: true | undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The first start: a token for an admin, in a database that may still be empty. */
export async function adminInit({ json }: Json): Promise<void> {
  const made = await onServers(initialise);
  if (!made) {
    throw new CommandError(
      'usage',
      'There is an admin already',
      'Make more tokens with `argus admin token create`; `argus admin token list` shows those there are.',
    );
  }
  show(made, json);
}

export interface CreateOptions extends Json {
  name: string;
  role: string;
  vehicle?: string | undefined;
  days: string;
}

export async function createToken({ name, role, vehicle, days, json }: CreateOptions): Promise<void> {
  if (!(roles as readonly string[]).includes(role)) {
    throw new CommandError('usage', `${role} is no role`, `Roles are ${roles.join(', ')}.`);
  }
  if ((role === 'vehicle') !== (vehicle !== undefined)) {
    throw new CommandError(
      'usage',
      'A token of a vehicle, and no other, names it',
      'Give --vehicle with --role vehicle.',
    );
  }
  const validDays = daysOf(days);
  if (validDays === undefined) {
    throw new CommandError('usage', `${days} are no days`, 'Give 1 to 3650, or `never`.');
  }
  const wish = { name, role: role as Role, vehicle, days: validDays };
  show(await onServers(({ stores }) => makeToken(stores, wish)), json);
}

export async function printTokens({ json }: Json): Promise<void> {
  const tokens = await onServers(({ stores }) => listTokens(stores));
  if (json) printJson(tokens);
  else printTable(tokens);
}

export async function revoke(id: string, { json }: Json): Promise<void> {
  const revoked = uuid.test(id) && (await onServers(({ stores }) => revokeToken(stores, id)));
  if (!revoked)
    throw new CommandError('usage', `There is no token ${id}`, '`argus admin token list` shows their ids.');
  if (json) printJson({ id, revoked: true });
  else say(phrase('Revoked; within two seconds nothing accepts it.'));
}

function show(made: AccessToken & { token: string }, json: true | undefined): void {
  if (json) printJson(made);
  else printSecret(made.token);
}

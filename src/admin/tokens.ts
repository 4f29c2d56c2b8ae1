import { hostname, userInfo } from 'node:os';
import { v7 as uuidv7 } from 'uuid';
import type { Identity, Role } from '../domain/identity.ts';
import type { RoleDeps } from '../role.ts';
import type { Stores } from '../stores/open-stores.ts';
import type { AccessToken } from '../stores/postgres/access/tokens.ts';
import { migrate } from '../stores/postgres/migrate.ts';

export type { AccessToken } from '../stores/postgres/access/tokens.ts';

type AccessStores = Pick<Stores, 'tokens' | 'audit'>;

export interface TokenWish {
  name: string;
  role: Role;
  vehicle: string | undefined;
  /** Null for never. */
  days: number | null;
}

/** Rows that one listing holds at most. */
const most = 10_000;
const dayMs = 24 * 3600 * 1000;

/** Whoever can reach the database may do everything; the terminal says who that is. */
function terminal(): Identity {
  const { username } = userInfo();
  return { key: `terminal:${username}`, name: `${username} at a terminal`, role: 'admin' };
}

/**
 * Brings the schema up to date and makes the first token of an admin.
 * @returns undefined if there is a valid one already.
 */
export async function initialise({
  config,
  logger,
  stores,
}: RoleDeps): Promise<(AccessToken & { token: string }) | undefined> {
  await migrate(config, logger);
  if (await stores.tokens.anyValidAdmin()) return undefined;
  return makeToken(
    stores,
    { name: 'first admin', role: 'admin', vehicle: undefined, days: null },
    'admin init',
  );
}

export function makeToken(
  { tokens, audit }: AccessStores,
  { name, role, vehicle, days }: TokenWish,
  action = 'admin token create',
): Promise<AccessToken & { token: string }> {
  const id = uuidv7();
  const target = [role, ...(vehicle === undefined ? [] : [vehicle]), name].join(' ');
  return audited({ audit }, { action, target, resourceId: id }, async () => {
    const created = await tokens.create({
      ...{ id, name, role, vehicle_id: vehicle ?? null, created_by: terminal().name },
      expires_at: days === null ? null : new Date(Date.now() + days * dayMs).toISOString(),
    });
    if (!created) throw new Error('a new token is in use');
    return created;
  });
}

/** False if there is none. */
export function revokeToken({ tokens, audit }: AccessStores, id: string): Promise<boolean> {
  return audited({ audit }, { action: 'admin token revoke', target: id }, () =>
    tokens.revoke(id, terminal().name),
  );
}

/** The newest first. */
export const listTokens = ({ tokens }: AccessStores): Promise<AccessToken[]> => tokens.list(undefined, most);

/** In the terms of HTTP, as entries of the API are. */
async function audited<T>(
  { audit }: Pick<Stores, 'audit'>,
  act: { action: string; target: string; resourceId?: string },
  work: () => Promise<T>,
): Promise<T> {
  const actId = await audit.begin({ who: terminal(), origin: hostname(), ...act });
  const result = await work();
  await audit.end(actId, result === false ? 404 : 200);
  return result;
}

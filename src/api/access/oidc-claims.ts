import type { Person } from '../../stores/postgres/access/sessions.ts';

type Claims = Readonly<Record<string, unknown>>;

/** The highest first. */
const ranks = ['admin', 'operator', 'reader'] as const;
const longestName = 100;

/**
 * The role that a claim gives: the highest of those it names, as `admin` or as `argus-admin`.
 * @param path Of the claim, with dots where it is inside others (`realm_access.roles`).
 */
export function roleOf(claims: Claims, path: string): Person['role'] | undefined {
  const named = [claimAt(claims, path)].flat();
  return ranks.find((role) => named.includes(role) || named.includes(`argus-${role}`));
}

/** What people call them; the subject where the provider says no name. */
export function nameOf(claims: Claims): string {
  const named = [claims.name, claims.preferred_username, claims.email, claims.sub];
  const name = named.find((one): one is string => typeof one === 'string' && one.trim() !== '') ?? 'somebody';
  return name
    .replaceAll(/\p{Cc}/gu, ' ')
    .slice(0, longestName)
    .toWellFormed();
}

/** A claim may have dots in its own name, as `https://example.com/roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (path in claims) return claims[path];
  return path.split('.').reduce<unknown>((value, part) => (value as Claims | undefined)?.[part], claims);
}

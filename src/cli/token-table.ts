import type { TokenBody } from '../api/access/schema.ts';
import { phrase, phrases } from './language.ts';
import { printTable } from './print-table.ts';

/** `token_id` of the API, `id` in the database. */
type Row = Omit<TokenBody, 'token_id' | 'created_by' | 'created_at' | 'revoked_by'> & { id: string };

export function printTokens(tokens: readonly Row[]): void {
  printTable(phrases('ID', 'TOKEN', 'ROLE', 'NAME', 'VEHICLE', 'LAST USE', 'STATE'), tokens.map(rowOf));
}

/** The token alone on standard output, for scripts. */
export function printSecret(token: string): void {
  process.stdout.write(`${token}\n`);
  const hint = phrase(
    'Keep it: it is shown only now. `argus login` and ARGUS_TOKEN take it, and the sign-in page of the console.',
  );
  process.stderr.write(`${hint}\n`);
}

/** `--days`: null for `never`; undefined for what is no number of days. */
export function daysOf(days: string): number | null | undefined {
  if (days === 'never') return null;
  return /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= 3_650 ? Number(days) : undefined;
}

function rowOf({ id, prefix, role, name, vehicle_id, last_used_at, ...token }: Row): string[] {
  return [id, `${prefix}…`, role, name, vehicle_id ?? '', last_used_at ?? phrase('never'), stateOf(token)];
}

function stateOf({ revoked_at, expires_at }: Pick<Row, 'revoked_at' | 'expires_at'>): string {
  if (revoked_at !== null) return phrase('revoked');
  if (expires_at === null) return phrase('valid');
  return Date.parse(expires_at) > Date.now()
    ? phrase('valid until {date}', { date: expires_at.slice(0, 10) })
    : phrase('expired');
}

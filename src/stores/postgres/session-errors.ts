/**
 * SQLSTATE of a session that no later statement can trust (PostgreSQL, appendix A):
 * - 08: the connection itself;
 * - 25006: it became read-only, as after the demotion of a primary;
 * - 25P03, 57P05: the server ended it, since it was idle for too long;
 * - 57P01 to 57P04: shutdown, crash, not accepting connections yet, database dropped;
 * - 26000, 0A000: its prepared statements are gone, or were planned for another schema.
 */
const endedStates = /^(?:08...|25006|25P03|57P0[1-5]|26000|0A000)$/;

/** Its server has changed its role: all sessions opened earlier are equally unusable. */
export function saysReadOnly(error: unknown): boolean {
  return sqlState(error) === '25006';
}

/**
 * Whether the session is unusable after this error and must not be reused. An error without a SQLSTATE did not come
 * from the server: the connection broke, or our timeout left a statement running on it.
 */
export function endsSession(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return endedStates.test(state);
  return error instanceof Error && ('errno' in error || connectionWords.test(error.message));
}

/** Messages of `pg`, without a code, for a connection that broke or does not answer in time. */
const connectionWords = /^(?:Connection terminated|Client (?:was closed|has encountered)|Query read timeout)/;

function sqlState(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

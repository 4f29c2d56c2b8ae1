import type { Config } from '../config.ts';
import type { Stores } from '../stores/open-stores.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

type Listening = Pick<Config, 'SERVER_HOST' | 'ARGUS_ALLOW_OPEN' | 'TLS_CLIENT_CA' | 'OIDC_ISSUER'>;

/** Whether anybody may do everything while there is no token: not where somebody can be known without one. */
export function mayBeOpen(config: Listening): boolean {
  if (knowsOthers(config)) return false;
  return config.ARGUS_ALLOW_OPEN || loopback.test(config.SERVER_HOST);
}

/** Whether what is open is meant for this machine alone, so that other names for it are refused. */
export function opensLocally({ ARGUS_ALLOW_OPEN, SERVER_HOST }: Listening): boolean {
  return !ARGUS_ALLOW_OPEN && loopback.test(SERVER_HOST);
}

/** By certificates of vehicles, or by a provider of identities. */
function knowsOthers({ TLS_CLIENT_CA, OIDC_ISSUER }: Listening): boolean {
  return TLS_CLIENT_CA !== undefined || OIDC_ISSUER !== undefined;
}

/**
 * Whether the API is open as it starts; undefined where the database does not answer yet.
 * @throws Error if it would listen to other machines although nobody can be known.
 */
export async function opennessAtStart(
  config: Listening,
  tokens: Stores['tokens'],
): Promise<boolean | undefined> {
  const any = await tokens.any().catch(() => undefined);
  if (knowsOthers(config)) return false;
  if (any === false && !mayBeOpen(config)) {
    throw new Error(
      `SERVER_HOST=${config.SERVER_HOST} would open the API to the network, and there is no token yet. Make the first with ` +
        '`argus admin init`, listen on 127.0.0.1, or set ARGUS_ALLOW_OPEN=true if something in front of Argus knows who asks.',
    );
  }
  return any === undefined ? undefined : !any;
}

/** What the log says of it. */
export function opennessSentence(config: Listening, open: boolean | undefined): string {
  if (open === undefined) return 'the database does not say yet whether there are tokens';
  if (!open) return 'requests need a token';
  return loopback.test(config.SERVER_HOST)
    ? 'no token exists: anyone on this machine can do everything, and nobody else is served; `argus admin init` makes the first'
    : 'no token exists: ANYONE WHO REACHES THIS ADDRESS CAN DO EVERYTHING (ARGUS_ALLOW_OPEN); `argus admin init` makes the first';
}

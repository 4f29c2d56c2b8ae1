import type { SessionBody } from '../../api/access/schema.ts';
import type { ArgusClient } from '../../client/client.ts';
import { CommandError } from '../command-error.ts';
import { phrase } from '../language.ts';
import { addressOf, openClient } from '../open-client.ts';
import { printJson } from '../print-json.ts';
import { readSecret } from '../read-secret.ts';
import { say } from '../say.ts';
import { writeSetting } from '../settings/config-file.ts';
import { forgetToken, storeToken, tokensPath } from '../settings/stored-tokens.ts';

interface Json {
  json?: true | undefined;
}

interface Access {
  server: string;
  token: string | undefined;
}

/** Stores nothing that the server does not accept. */
export async function login({ server, token: given }: Access, { json }: Json): Promise<void> {
  const address = addressOf(server);
  const token = given ?? (await readSecret(phrase('Token for {address} (not shown): ', { address })));
  if (token === '') {
    throw new CommandError(
      'usage',
      'no token was given',
      'Type or pipe one in, or set ARGUS_TOKEN; an admin makes it with `argus keys create`.',
    );
  }
  const session = await openClient({ server: address, token }).getSession();
  if (session.identity === null) throw notAccepted(address, session);
  await storeToken(address, token);
  await writeSetting('server', address);
  if (json) printJson({ server: address, identity: session.identity, stored_in: tokensPath() });
  else {
    const identity = described(session.identity);
    say(
      phrase('Signed in to {address} as {identity}. Kept in {path}.', {
        address,
        identity,
        path: tokensPath(),
      }),
    );
  }
  if (isReadable(address)) {
    const warning = phrase(
      'The token goes to {address} unencrypted, where others can read it: use https if it can be had.',
      { address },
    );
    process.stderr.write(`${warning}\n`);
  }
}

export async function logout({ server }: Access, { json }: Json): Promise<void> {
  const address = addressOf(server);
  const forgotten = await forgetToken(address);
  if (json) printJson({ server: address, forgotten });
  else
    say(
      forgotten
        ? phrase('The token for {address} is forgotten. It stays valid until an admin revokes it.', {
            address,
          })
        : phrase('No token was kept for {address}.', { address }),
    );
}

export async function whoami(client: ArgusClient, { json }: Json): Promise<void> {
  const { server } = client;
  const { identity, open } = await client.getSession();
  if (identity === null) {
    throw new CommandError(
      'refused',
      `to ${server} you are nobody`,
      'Sign in with `argus login`, or set ARGUS_TOKEN.',
    );
  }
  if (json) printJson({ server, identity, open });
  else if (open)
    say(
      phrase('{address} is open: everybody may do everything. `argus admin init` ends that.', {
        address: server,
      }),
    );
  else say(phrase('To {address} you are {identity}.', { address: server, identity: described(identity) }));
}

function described({ name, role, vehicle_id }: NonNullable<SessionBody['identity']>): string {
  return `${name}, ${role}${vehicle_id === null ? '' : ` ${vehicle_id}`}`;
}

function notAccepted(server: string, { open }: SessionBody): CommandError {
  if (open) {
    return new CommandError(
      'refused',
      `${server} has no tokens: everybody may do everything there`,
      'Go on without signing in, or make the first token where Argus runs: `argus admin init`.',
    );
  }
  return new CommandError(
    'refused',
    `${server} does not accept this token: it may have expired or been revoked`,
    'Was it copied whole? An admin makes another with `argus keys create`.',
  );
}

/** Whether others on the way can read what is sent there. */
function isReadable(server: string): boolean {
  const { protocol, hostname } = new URL(server);
  return protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
}

import { type ArgusClient, createClient } from '../client/client.ts';
import { brief } from '../client/retry.ts';
import { CommandError } from './command-error.ts';

/** Timeout of a call, after which it is retried. */
const timeoutMs = 30_000;

export function openClient({ server, token }: { server: string; token?: string | undefined }): ArgusClient {
  return createClient({ server, token, retries: brief, timeoutMs });
}

/** The address as it was given. @throws CommandError for an invalid one. */
export function addressOf(server: string): string {
  if (/^https?:$/.test(URL.parse(server)?.protocol ?? '')) return server;
  throw new CommandError(
    'usage',
    `${server} is not the address of a server`,
    'Write it with its scheme, as in http://127.0.0.1:8080.',
  );
}

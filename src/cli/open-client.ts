import { type ArgusClient, createClient } from '../client/client.ts';
import { brief } from '../client/retry.ts';
import { CommandError } from './command-error.ts';

/** Timeout of a call, after which it is retried. */
const timeoutMs = 30_000;

/** @throws CommandError for an invalid address. */
export function openClient({ server, token }: { server: string; token?: string | undefined }): ArgusClient {
  if (!/^https?:$/.test(URL.parse(server)?.protocol ?? '')) {
    throw new CommandError(
      'usage',
      `${server} is not the address of a server`,
      'Write it with its scheme, as in http://127.0.0.1:8080.',
    );
  }
  return createClient({ server, token, retries: brief, timeoutMs });
}

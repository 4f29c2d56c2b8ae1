import { type ArgusClient, createClient } from '../client/client.ts';
import { brief } from '../client/retry.ts';
import { CommandError } from './command-error.ts';

/** A call without an answer for this long is given up and tried again. */
const timeoutMs = 30_000;

/** @throws CommandError for what is no address. */
export function openClient(server: string): ArgusClient {
  if (!/^https?:$/.test(URL.parse(server)?.protocol ?? '')) {
    throw new CommandError(
      'usage',
      `${server} is not the address of a server`,
      'Write it with its scheme, as in http://127.0.0.1:8080.',
    );
  }
  return createClient({ server, retries: brief, timeoutMs });
}

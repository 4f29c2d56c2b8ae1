import { type AdminDeps, withAdminDeps } from '../admin/open-admin.ts';
import { ArgusError } from '../domain/error.ts';
import { CommandError } from './command-error.ts';
import { configOrUsage } from './config-or-usage.ts';

/**
 * Runs `work` on the servers that the environment names.
 * @throws CommandError `refused` with why Argus would refuse it, `unreachable` with what a server said.
 */
export async function onServers<T>(work: (deps: AdminDeps) => Promise<T>): Promise<T> {
  const config = configOrUsage();
  try {
    return await withAdminDeps(config, work);
  } catch (error) {
    // What is no answer of a server is a fault of this program.
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
    if (error instanceof ArgusError && refusals.has(error.code)) {
      throw new CommandError('refused', `${error.message} (${error.code})`);
    }
    throw new CommandError('unreachable', error.message, '`argus doctor` looks at every server.');
  }
}

const refusals = new Set<string>(['legal_hold', 'state', 'not_found']);

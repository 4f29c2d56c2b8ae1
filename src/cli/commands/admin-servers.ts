import { type AdminDeps, withAdminDeps } from '../../admin/open-admin.ts';
import { ArgusError } from '../../domain/error.ts';
import { CommandError } from '../command-error.ts';
import { configOrUsage } from '../config-or-usage.ts';

/** @throws CommandError `refused`, or `unreachable` with what a server said. */
export async function onServers<T>(work: (deps: AdminDeps) => Promise<T>): Promise<T> {
  const config = configOrUsage();
  try {
    return await withAdminDeps(config, work);
  } catch (error) {
    if (error instanceof ArgusError && error.code !== 'unavailable')
      throw new CommandError('refused', error.message);
    // What is no answer of a server is a fault of this program.
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
    throw new CommandError('unreachable', error.message, '`argus doctor` looks at every server.');
  }
}

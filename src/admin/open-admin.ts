import type { Config } from '../config.ts';
import { createLogger } from '../logger.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../role.ts';

export type AdminDeps = RoleDeps;

/** Runs `work` with every server of these settings, each connected on first use. */
export async function withAdminDeps<T>(config: Config, work: (deps: RoleDeps) => Promise<T>): Promise<T> {
  const deps = openRoleDeps(config, createLogger({ LOG_LEVEL: 'silent' }, 'admin'));
  try {
    return await work(deps);
  } finally {
    await closeRoleDeps(deps);
  }
}

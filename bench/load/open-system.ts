import { loadConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { openRoleDeps, type RoleDeps } from '../../src/role.ts';
import type { System } from '../system.ts';

/** The stores of a system, for what is looked up beside the API. The caller closes them with `closeRoleDeps`. */
export function openSystem({ environment }: System): RoleDeps {
  const config = loadConfig(environment);
  return openRoleDeps(config, createLogger(config, 'bench'));
}

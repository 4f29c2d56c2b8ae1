import { loadConfig } from '../../src/config.ts';
import { closeRoleDeps, openRoleDeps, type RoleDeps } from '../../src/role.ts';
import { startAllInOne } from '../../src/workers/all-in-one.ts';
import { testEnvironment } from './test-config.ts';
import { testLogger } from './test-logger.ts';

export interface TestArgus extends RoleDeps {
  url: string;
  /** The same as environment variables, for separate processes. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** All of Argus in this process, on the shared servers, with separate databases, buckets and topics. */
export async function startArgus(overrides: Record<string, string> = {}): Promise<TestArgus> {
  const environment = { ...(await testEnvironment()), ...overrides };
  const config = loadConfig(environment);
  const deps = openRoleDeps(config, testLogger());
  const role = await startAllInOne(deps);
  return {
    ...deps,
    url: role.url,
    environment,
    async close() {
      await role.stop();
      await closeRoleDeps(deps);
    },
  };
}

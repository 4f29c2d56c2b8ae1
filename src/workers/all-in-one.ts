import { fileURLToPath } from 'node:url';
import { startApi } from '../api/start-api.ts';
import { type Role, type RoleDeps, runAsMain } from '../role.ts';
import { startParseWorker } from './parse-worker.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startRelay } from './relay.ts';
import { startWorkflowWorker } from './workflow-worker.ts';

/** Every role in one process: for one machine, for development and for the demo. */
export async function startAllInOne(deps: RoleDeps): Promise<Role & { url: string }> {
  await prepareDatabase(deps);
  await deps.stores.objects.ensureBucket();
  const api = await startApi(deps);
  const others = await Promise.all([startWorkflowWorker(deps), startParseWorker(deps), startRelay(deps)]);
  const roles: Role[] = [api, ...others];
  return {
    url: api.url,
    failed: Promise.race(roles.map(({ failed }) => failed)),
    async stop() {
      await Promise.all(roles.map((role) => role.stop()));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runAsMain('argus', startAllInOne);

import { runAsMain } from '../src/role.ts';
import { startAllInOne } from '../src/workers/all-in-one.ts';
import { buildConsole } from './console-build.ts';

/** `npm start`: the console is built when its sources have changed, then Argus runs in this process. */
await runAsMain('argus', async (deps) => {
  await buildConsole();
  return startAllInOne(deps);
});

import { once } from 'node:events';
import { endRole, type RoleMain, spawnRole } from '../../chaos/spawn-role.ts';

export interface RoleProcess {
  pid: number;
  kill9(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Lines of its log so far. */
  log(): string;
}

/** A role of Argus as a separate process, so that it can be killed. Resolves when it is running. */
export async function startRole(
  main: RoleMain,
  environment: Record<string, string>,
  /** Of its code; another release may lie elsewhere. */
  root?: string,
): Promise<RoleProcess> {
  const child = spawnRole(main, { ...environment, LOG_LEVEL: 'info' }, root === undefined ? {} : { root });
  child.stderr.pipe(process.stderr, { end: false });
  const exited = once(child, 'exit');
  let log = '';
  await Promise.race([
    new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('is running"')) resolve();
      });
    }),
    exited.then(() => {
      throw new Error(`${main} ended before it was running:\n${log}`);
    }),
  ]);
  const { pid } = child;
  if (pid === undefined) throw new Error('the process did not start');
  return {
    pid,
    kill9: () => endRole(child, 'SIGKILL'),
    async stop() {
      await endRole(child, 'SIGTERM');
      return child.exitCode;
    },
    log: () => log,
  };
}

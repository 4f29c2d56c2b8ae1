import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));

/**
 * Starts a shell that waits for this process to end, for whatever reason, and then stops the stack. It has a process
 * group of its own, so that Ctrl-C does not reach it.
 * @returns a function that cancels the guard.
 */
export function guardStack(dir: string, options: { remove: boolean }): () => void {
  const down = [
    process.execPath,
    cli,
    'down',
    '--quiet',
    '--dir',
    dir,
    ...(options.remove ? ['--remove'] : []),
  ];
  const guard = spawn('sh', ['-c', 'cat >/dev/null; exec "$@"', 'argus-stack-guard', ...down], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  // The kernel closes this end of the pipe when the process ends: that is the signal.
  const { stdin } = guard;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return () => {
    guard.kill('SIGKILL');
    stdin.destroy();
  };
}

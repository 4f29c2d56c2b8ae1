import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));

/**
 * A shell that does nothing but wait for this process to end, in whatever way, and then takes the stack down. It
 * stands in a process group of its own, where Ctrl-C does not reach it.
 * @returns what calls the wait off.
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
  // The kernel closes this end with the process: that is the signal.
  const { stdin } = guard;
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return () => {
    guard.kill('SIGKILL');
    stdin.destroy();
  };
}

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { StackError, type SystemUser } from './server.ts';

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: SystemUser | undefined;
  readonly input?: string;
}

/**
 * @returns its output.
 * @throws StackError with the last lines of the output if it does not exit with 0.
 */
export function runCommand(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { cwd, env, user, input = '' } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, ...user });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    // A command that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (error) => reject(new StackError(`cannot run ${file}: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const lastLines = output.trim().split('\n').slice(-15).join('\n');
      reject(
        new StackError(
          `${[file, ...args].join(' ')} failed (${signal ?? `exit code ${code}`}):\n${lastLines}`,
        ),
      );
    });
  });
}

/** The file that a shell would run. */
export function whichCommand(name: string): string | undefined {
  // /usr/sbin is where some distributions install servers, and often not on a user's path.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

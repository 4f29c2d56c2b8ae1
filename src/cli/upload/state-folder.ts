import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/**
 * Where the state of uploads is kept: `$XDG_STATE_HOME/argus`, else `~/.local/state/argus` (XDG Base Directory
 * Specification 0.8, which ignores a path that is not absolute).
 */
export function usualStateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const { XDG_STATE_HOME } = env;
  const absolute = XDG_STATE_HOME !== undefined && isAbsolute(XDG_STATE_HOME);
  return join(absolute ? XDG_STATE_HOME : join(homedir(), '.local/state'), 'argus');
}

export interface StatePaths {
  /** What a batch that is not complete has. */
  journal: string;
  /** What of the vehicle's files is safe. */
  delivered: string;
  /** Folder of the receipts. */
  receipts: string;
}

/** Which upload it is: the same command goes on with it. */
export interface UploadKey {
  server: string;
  /** The vehicle, or the batch that was named. */
  subject: string;
  paths: readonly string[];
}

export function statePaths(folder: string, { server, subject, paths }: UploadKey): StatePaths {
  const whole = [...new Set(paths.map((path) => resolve(path)))].sort();
  return {
    journal: join(folder, 'uploads', `${digestOf(server, subject, ...whole)}.jsonl`),
    delivered: join(folder, 'delivered', `${digestOf(server, subject)}.jsonl`),
    receipts: join(folder, 'receipts'),
  };
}

/** A file name of what may hold any character. */
function digestOf(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

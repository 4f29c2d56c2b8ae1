import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProcess, type ProcessInfo } from './process-table.ts';
import { StackError, type StackPorts } from './server.ts';

/** A pid file that also identifies the process, so that a recycled pid is neither trusted nor killed. */
export interface ProcessRecord {
  readonly pid: number;
  readonly identity: string;
  readonly ports: StackPorts;
}

export function writeRecord(path: string, pid: number, ports: StackPorts): void {
  const running = findProcess(pid);
  if (!running) throw new StackError(`process ${pid} ended at once`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ pid, identity: running.identity, ports })}\n`);
}

/** The content of the file, whether or not its process is still alive. A damaged file counts as missing. */
export function readRecord(path: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The recorded process, if it is still the same one. */
export function recordedProcess(path: string): ProcessInfo | undefined {
  const record = readRecord(path);
  const running = record && findProcess(record.pid);
  return running && running.identity === record.identity ? running : undefined;
}

export function removeRecord(path: string): void {
  rmSync(path, { force: true });
}

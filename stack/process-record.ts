import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProcess, type ProcessInfo } from './process-table.ts';
import { StackError, type StackPorts } from './server.ts';

/** A pid file that also knows which process it means, so that a recycled pid is neither believed nor killed. */
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

/** What the file says, whether or not its process still lives. A damaged file counts as none. */
export function readRecord(path: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The process of the record, when it is still that one. */
export function recordedProcess(path: string): ProcessInfo | undefined {
  const record = readRecord(path);
  const running = record && findProcess(record.pid);
  return running && running.identity === record.identity ? running : undefined;
}

export function removeRecord(path: string): void {
  rmSync(path, { force: true });
}

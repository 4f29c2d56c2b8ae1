#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// TypeScript sources need the Node that comes with the dependencies where the machine's own is older.
const main = new URL('../src/cli/main.ts', import.meta.url);
const bundled = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const stripsTypes = major > 22 || (major === 22 && minor >= 18);

if (stripsTypes || !existsSync(bundled)) {
  // Stripping types and compiling take two thirds of the time of a short command. Where the folder cannot be written to,
  // Node goes without; not the default folder, which others may write to.
  module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/argus', import.meta.url)));
  await import(main.href);
} else {
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // A terminal sends Ctrl-C to both; the command decides what to say and how to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [status, signal] = await once(child, 'exit');
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
  process.exit(status ?? 1);
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { askHttp } from './ask.ts';
import { ensureGoProgram, type GoProgram, goBinary, missingForGo } from './go-install.ts';
import type { Launch, Place, Server } from './server.ts';
import { readDynamicConfig, readSearchAttributes } from './temporal-config.ts';

/**
 * Server 1.29.1 and Web UI 2.42.1; modules of later tags contain `replace` directives, which `go install` refuses. Its `go.mod`
 * asks for a driver of SQLite (1.34.1) with which a call that is cancelled at an unlucky moment makes every later one fail with
 * "interrupted (9)" until the server is restarted: seen in runs of `npm test` on busy machines. Temporal has the later driver
 * since server 1.30 (temporalio/temporal#9198).
 */
const program: GoProgram = {
  name: 'temporal',
  version: 'v1.5.1',
  laterModules: ['modernc.org/sqlite@v1.44.3'],
  package: 'github.com/temporalio/cli/cmd/temporal',
  binary: 'temporal',
  detail: 'with Go: up to 5 minutes the first time',
};

async function prepare({ dataDir, ports }: Place): Promise<Launch> {
  await mkdir(dataDir, { recursive: true });
  const args = ['server', 'start-dev', '--log-level', 'warn'];
  args.push('--ip', '127.0.0.1', '--port', `${ports.temporal}`, '--ui-port', `${ports.temporalUi}`);
  args.push('--db-filename', join(dataDir, 'temporal.sqlite'));
  // WAL stays consistent when the process is killed, without an fsync per commit.
  args.push('--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL');
  for (const [name, type] of await readSearchAttributes()) args.push('--search-attribute', `${name}=${type}`);
  for (const [key, json] of await readDynamicConfig()) args.push('--dynamic-config-value', `${key}=${json}`);
  return { file: goBinary(program), args };
}

/** The UI forwards this to the server, so that one request checks both, the namespace and its attributes. */
async function healthy({ ports }: Place): Promise<boolean> {
  const wanted = [...(await readSearchAttributes()).keys()];
  const url = `http://127.0.0.1:${ports.temporalUi}/api/v1/namespaces/default/search-attributes`;
  return askHttp(url, (body) => wanted.every((name) => body.includes(JSON.stringify(name))));
}

export const temporal: Server = {
  name: 'temporal',
  ports: ['temporal', 'temporalUi'],
  stopSignal: 'SIGTERM',
  missingTools: () => missingForGo(program),
  ensure: (onProgress) => ensureGoProgram(program, onProgress),
  prepare,
  healthy,
};

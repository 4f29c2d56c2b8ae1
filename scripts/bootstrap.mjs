/**
 * node scripts/bootstrap.mjs SCRIPT.ts [ARGUMENT…]
 *
 * Runs a script of this repository on a fresh clone: installs the dependencies where they are missing or older than
 * package-lock.json, then hands over to the Node that came with them. So this file needs none, and runs on Node 20.
 * Says what it does on stderr: stdout belongs to the script.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const oldestNode = 20;
const root = fileURLToPath(new URL('..', import.meta.url));
const ownNode = join(root, 'node_modules', '.bin', 'node');

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/**
 * Compares package-lock.json with what npm recorded when it finished installing. A package may be missing only if it
 * is for another platform.
 */
function isInstalled() {
  if (!existsSync(ownNode)) return false;
  const wanted = readPackages('package-lock.json');
  const found = readPackages('node_modules/.package-lock.json');
  if (!wanted || !found) return false;
  const names = Object.keys(wanted).filter((name) => name !== '');
  return (
    names.every((name) =>
      found[name] ? found[name].version === wanted[name].version : wanted[name].optional,
    ) && Object.keys(found).every((name) => wanted[name])
  );
}

/** @param {string} file */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  } catch {
    // Missing or truncated: treated as not installed.
    return undefined;
  }
}

/** When two scripts are started at once on a fresh clone, one installs and the other waits for it. */
async function installOnce() {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `argus-install-${key}.lock`);
  let announced = false;
  while (!isInstalled()) {
    if (takeLock(lock)) {
      try {
        return await install();
      } finally {
        rmSync(lock, { force: true });
      }
    }
    if (!announced) process.stderr.write('Another run is installing the dependencies; waiting for it …\n');
    announced = true;
    await sleep(500);
  }
}

/** @param {string} lock holds the pid of its owner, so that a lock left by a killed run is recognised */
function takeLock(lock) {
  if (existsSync(lock) && !isAlive(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** @param {number} pid 0 until its owner has written it */
function isAlive(pid) {
  try {
    return pid === 0 || process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

async function install() {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  process.stderr.write('Installing the dependencies (npm ci), about a minute …\n');
  const reminder = setInterval(() => process.stderr.write(`  still installing, ${seconds()} s\n`), 30_000);
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm replaces node_modules including the Node in it: it has to run on the machine's own Node.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !resolve(folder).startsWith(root));
  const env = { ...process.env, PATH: path.join(delimiter) };
  const code = await new Promise((done) => {
    const npm = spawn('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2] });
    npm.on('error', (error) => done(error.message));
    npm.on('close', done);
  });
  clearInterval(reminder);
  if (code !== 0)
    throw new Error(`npm ci failed (${code}); see above. When the cause is mended, run this again.`);
  if (!isInstalled())
    throw new Error('npm ci left node_modules different from package-lock.json: run npm install.');
  process.stderr.write(`Installed in ${seconds()} s.\n`);
}

/**
 * kafkajs sets timers in the past (tulios/kafkajs#1751), of which Node would warn at every start. Argus itself lets its clients set none (see
 * src/stores/kafka-timers.ts); the scripts have clients of their own, for a few minutes.
 */
const quiet = '--disable-warning=TimeoutNegativeWarning';

/** @param {string[]} args */
function handOver(args) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path };
  // Where Node supports it (from 22.15), the script replaces this process.
  if (process.execve) process.execve(ownNode, [ownNode, quiet, ...args], env);
  const child = spawn(ownNode, [quiet, ...args], { env, stdio: 'inherit' });
  child.on('error', (error) => fail(`Cannot run ${ownNode}: ${error.message}`));
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    // A terminal sends Ctrl-C to the script as well: it must not receive it twice.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 + constants.signals[signal] : 1)));
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(
    `Argus needs Node ${oldestNode} or newer, and this is ${process.versions.node}: see https://nodejs.org/en/download.`,
  );
}
const [script, ...args] = process.argv.slice(2);
if (script) {
  await installOnce().catch((error) => fail(error.message));
  handOver([script, ...args]);
} else {
  fail('Usage: node scripts/bootstrap.mjs SCRIPT.ts [ARGUMENT…]');
}

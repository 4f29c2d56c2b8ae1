/**
 * node scripts/complete-lock.ts
 *
 * Adds to package-lock.json the packages for other platforms that `npm install` leaves out when it cannot see them
 * (https://github.com/npm/cli/issues/4828). Without them `npm ci` refuses the file on every machine.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type LockedPackages = Readonly<Record<string, LockEntry>>;

const operatingSystem = /android|darwin|freebsd|openharmony|win32|linux/;
const processor = /(?<=[-/])(arm64|x64|ia32|ppc64|s390x|riscv64|arm)(?=-|$)/;

/** What the optional dependencies in the lock file's `packages` name and the file itself does not have. */
export function missingFromLock(packages: LockedPackages): [path: string, entry: LockEntry][] {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev = false }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`])
      .map(([name, version]): [string, LockEntry] => [
        `node_modules/${name}`,
        platformEntry(name, version, dev),
      ]),
  );
}

/** Where it is for, as its name says; npm reads that before it looks for the package. */
function platformEntry(name: string, version: string, dev: boolean): LockEntry {
  const os = operatingSystem.exec(name)?.[0];
  const cpu = processor.exec(name)?.[0];
  if (!/^\d/.test(version) || !os || !cpu)
    throw new Error(`${name}@${version} is no exact version of a platform package: complete it by hand`);
  const glibc = os === 'linux' ? 'glibc' : undefined;
  const libc = /musl/.test(name) ? 'musl' : glibc;
  return {
    version,
    cpu: [cpu],
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    optional: true,
    os: [os],
  };
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFromLock(lock.packages);
  const entries = [...Object.entries(lock.packages), ...missing];
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`Added ${missing.length} packages.\n`);
}

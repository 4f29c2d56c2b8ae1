/** What `package-lock.json` says of one package; of its fields, those that are read here. */
export interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
}

export interface LicencedPackage {
  name: string;
  version: string;
  /** SPDX expression; undefined where nobody knows it. */
  licence: string | undefined;
  /** Whether it is part of what is delivered; else it is used to build and test. */
  delivered: boolean;
}

/** Licences (SPDX) under which what is delivered may come. */
const allowed: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib'],
  // Public domain, or as good as that: nothing has to be named.
  ...['Unlicense', 'CC0-1.0', 'MIT-0'],
  // Fonts, unchanged.
  'OFL-1.1',
  // Data about browsers, with its author named in the report.
  'CC-BY-4.0',
]);

/** Also of what is used to build and test: its files stay as they are, and none of them is delivered. */
const allowedInDevelopment: ReadonlySet<string> = new Set([...allowed, 'MPL-2.0']);

/** Licences that were looked up by hand, since the package states none. */
const lookedUp: Readonly<Record<string, string>> = {
  // Its LICENSE file has the text of the Unlicense.
  unionfs: 'Unlicense',
  // Its Readme says so.
  'combine-errors': 'MIT',
};

/** Every package of the lock file, by path; a build for one platform has the licence of the package that chooses it. */
export function licencedPackages(lock: Record<string, LockedPackage>): LicencedPackage[] {
  const ofPlatforms = new Map<string, string>();
  for (const { license, optionalDependencies } of Object.values(lock)) {
    if (!license) continue;
    for (const name of Object.keys(optionalDependencies ?? {})) ofPlatforms.set(name, license);
  }
  return Object.entries(lock)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license, dev }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license ?? lookedUp[name] ?? ofPlatforms.get(name), delivered: !dev };
    });
}

/** Sentences about packages whose licence is not allowed where they are used. */
export function refusedLicences(packages: readonly LicencedPackage[]): string[] {
  return packages
    .filter(
      ({ licence, delivered }) =>
        licence === undefined || !satisfies(licence, delivered ? allowed : allowedInDevelopment),
    )
    .map(({ name, version, licence, delivered }) => {
      const use = delivered ? 'is delivered' : 'is used in development';
      return `${name} ${version} ${use} under ${licence ?? 'no licence that it states'}: not on the list of scripts/licences/licences.ts`;
    });
}

/** Of SPDX expressions what packages use: names joined by AND, or by OR. */
function satisfies(expression: string, names: ReadonlySet<string>): boolean {
  const bare = expression.replaceAll(/[()]/g, '');
  if (bare.includes(' OR ')) {
    return !bare.includes(' AND ') && bare.split(' OR ').some((name) => names.has(name));
  }
  return bare.split(' AND ').every((name) => names.has(name));
}

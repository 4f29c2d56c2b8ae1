interface Seen {
  version: string;
  /** RFC 3339, UTC. */
  first_at: string;
}

/** Numbers with dots behind what all share, as in `v1.14.0-rc1` and `VAN-1.10.0`; `software 4` and commit hashes have none. */
const numbered = /^(\D*?)v?(\d+(?:\.\d+)+)(.*)$/is;
/** Semantic Versioning 2.0.0, section 9: a hyphen begins a pre-release, which comes before its release. */
const preRelease = /^-/;

/**
 * The oldest first: by their numbers if all have some and are named alike, otherwise by when they were first seen. Vehicles that come late may bring
 * an old version with them, but a commit hash has no order of its own.
 */
export function oldestFirst<T extends Seen>(versions: readonly T[]): T[] {
  const bySeen = versions.toSorted(
    (a, b) => compare(a.first_at, b.first_at) || compare(a.version, b.version),
  );
  const names = new Set(versions.map(({ version }) => numbered.exec(version)?.[1]));
  if (names.size > 1 || names.has(undefined)) return bySeen;
  return bySeen.toSorted((a, b) => compareNumbers(a.version, b.version));
}

function compareNumbers(a: string, b: string): number {
  const [before, after] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(before.numbers.length, after.numbers.length); i += 1) {
    const by = compare(before.numbers[i] ?? 0n, after.numbers[i] ?? 0n);
    if (by !== 0) return by;
  }
  return compare(before.released, after.released);
}

function partsOf(version: string): { numbers: bigint[]; released: number } {
  const [, , numbers = '', rest = ''] = numbered.exec(version) ?? [];
  return { numbers: numbers.split('.').map(BigInt), released: preRelease.test(rest) ? 0 : 1 };
}

function compare<T extends string | bigint | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

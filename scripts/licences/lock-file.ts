import { readFileSync } from 'node:fs';
import { type LicencedPackage, licencedPackages } from './licences.ts';

/** Every package that `package-lock.json` pins. */
export function lockedPackages(): LicencedPackage[] {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  return licencedPackages(lock.packages);
}

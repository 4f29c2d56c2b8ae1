import { mkdirSync, writeFileSync } from 'node:fs';
import { billOfMaterials, licencePage } from './licences/bill-of-materials.ts';
import { refusedLicences } from './licences/licences.ts';
import { lockedPackages } from './licences/lock-file.ts';

/** `npm run sbom`: what Argus is delivered with (CycloneDX), and under which licences; fails on one that is not allowed. */
const folder = new URL('../dist/sbom/', import.meta.url);
const packages = lockedPackages();
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('argus.cdx.json', folder), `${JSON.stringify(billOfMaterials(packages), null, 2)}\n`);
writeFileSync(new URL('licences.md', folder), licencePage(packages));
const delivered = packages.filter((one) => one.delivered).length;
console.log(`${delivered} packages that are delivered: dist/sbom/argus.cdx.json, dist/sbom/licences.md`);
const refused = refusedLicences(packages);
for (const sentence of refused) console.log(`✗ ${sentence}`);
process.exitCode = refused.length === 0 ? 0 : 1;

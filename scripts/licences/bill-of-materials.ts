import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import type { LicencedPackage } from './licences.ts';

interface Component {
  name: string;
  version: string;
  licenses?: unknown[];
}

/** CycloneDX 1.5, as npm writes it. */
export interface BillOfMaterials {
  bomFormat: string;
  specVersion: string;
  metadata: { component: Component & { type: string } };
  components: Component[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is delivered, from the lock file alone: nothing has to be installed. */
export function billOfMaterials(packages: readonly LicencedPackage[]): BillOfMaterials {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev'];
  const text = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  const bill = JSON.parse(text) as BillOfMaterials;
  // npm names the whole after its folder.
  Object.assign(bill.metadata.component, { name: packageJson.name, type: 'application' });
  const known = new Map(packages.map(({ name, version, licence }) => [`${name}@${version}`, licence]));
  for (const component of bill.components) {
    const id = known.get(`${component.name}@${component.version}`);
    if (!component.licenses?.length && id) component.licenses = [{ license: { id } }];
  }
  return bill;
}

/** A page with a row for each package that is delivered. */
export function licencePage(packages: readonly LicencedPackage[]): string {
  const delivered = packages.filter((one) => one.delivered);
  const rows = [
    ...new Set(delivered.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)),
  ];
  return [
    `# Licences of what Argus ${packageJson.version} is delivered with`,
    '',
    '| package | version | licence (SPDX) |',
    '|---|---|---|',
    ...rows.toSorted(),
    '',
  ].join('\n');
}

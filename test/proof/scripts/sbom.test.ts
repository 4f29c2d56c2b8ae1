import { expect, test } from 'vitest';
import { billOfMaterials } from '../../../scripts/licences/bill-of-materials.ts';
import { lockedPackages } from '../../../scripts/licences/lock-file.ts';

test('the bill of materials has each package that is delivered, and its licence', () => {
  const packages = lockedPackages();
  const { bomFormat, specVersion, metadata, components } = billOfMaterials(packages);
  expect([bomFormat, specVersion, metadata.component.name]).toEqual(['CycloneDX', '1.5', 'argus']);
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`));
  expect(listed).toContain(`fastify@${packages.find(({ name }) => name === 'fastify')?.version}`);
  expect(components.filter(({ licenses }) => !licenses?.length)).toEqual([]);
  const developed = packages.filter(({ delivered }) => !delivered).map(({ name }) => name);
  const delivered = new Set(packages.filter((one) => one.delivered).map(({ name }) => name));
  expect(components.filter(({ name }) => developed.includes(name) && !delivered.has(name))).toEqual([]);
});

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { helm } from '../../../scripts/outside-checks.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const { scripts, devDependencies } = JSON.parse(read('package.json'));
const page = read('CONTRIBUTING.md');

test.each(['README.md', 'CONTRIBUTING.md'])('the scripts that %s names exist', (path) => {
  const named = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string);
  expect(named.filter((name) => !scripts[name])).toEqual([]);
});

test('CONTRIBUTING names every script', () => {
  const missing = Object.keys(scripts)
    .filter((name) => name !== 'postinstall')
    .filter((name) => !page.includes(`npm ${name === 'test' || name === 'start' ? '' : 'run '}${name}`));
  expect(missing).toEqual([]);
});

test('the files that CONTRIBUTING names exist', () => {
  const places = [
    ...page.matchAll(/`((?:src|test|docs|console|samples|stack|scripts|migrations|\.\w+)\/[\w./-]*)`/g),
  ];
  const gone = places.map(([, path]) => path as string).filter((path) => !existsSync(root + path));
  expect(places.length).toBeGreaterThan(30);
  expect(gone).toEqual([]);
});

test.each([
  ['.nvmrc', (node: string) => `${node}\n`],
  ['.devcontainer/Dockerfile', (node: string) => `FROM node:${node}-`],
])('%s has the Node of package.json', (path, line) => {
  expect(read(path)).toContain(line(devDependencies.node));
});

test.each(['.github/workflows/ci.yml', '.devcontainer/Dockerfile'])(
  '%s has the helm of the checks',
  (path) => {
    expect(read(path)).toContain(`go install ${helm.package}@${helm.version}\n`);
  },
);

test('the dev container has the Debian packages that CI installs', () => {
  const packagesIn = (path: string) =>
    [...read(path).matchAll(/apt-get install -y (.+)/g)].flatMap(([, names = '']) =>
      names.split(' ').filter((name) => /^[a-z]/.test(name)),
    );
  const needed = packagesIn('.github/workflows/ci.yml');
  expect(needed.length).toBeGreaterThan(0);
  expect(packagesIn('.devcontainer/Dockerfile')).toEqual(expect.arrayContaining(needed));
});

test('GitHub runs the same as CI', () => {
  expect(read('.github/workflows/ci.yml')).toContain('run: bash .ci/run');
});

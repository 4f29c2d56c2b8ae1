import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { lockedPackages } from '../licences/lock-file.ts';

const require = createRequire(import.meta.url);
const licenceFile = /^(licen[cs]e|copying|notice)/i;
const rule = `\n\n${'-'.repeat(80)}\n\n`;

/**
 * The licences of Argus, of Node, and of every package of which the bundle has a module: what has to be passed on with the executables.
 * @param modules Paths of the bundle's modules.
 */
export async function notices(modules: readonly string[]): Promise<string> {
  const licences = new Map(
    lockedPackages().map(({ name, version, licence }) => [`${name}@${version}`, licence]),
  );
  const sections = [await licencesIn(join(import.meta.dirname, '../..'), 'Argus')];
  sections.push(await licencesIn(nodeFolder(), `Node.js ${process.versions.node}, and what it contains`));
  for (const folder of packageFolders(modules)) {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const id = `${name}@${version}`;
    const licence = licences.get(id);
    const text = await licencesIn(folder, `${name} ${version} (${licence ?? 'see below'})`);
    sections.push(licence !== undefined && !text.includes('\n') ? `${text}\n\n${byName(licence)}` : text);
  }
  return `Argus for vehicles contains the following.${rule}${sections.join(rule)}\n`;
}

/** For packages that name their licence and do not contain its text. */
function byName(licence: string): string {
  return `The package contains no text of its licence: https://spdx.org/licenses/${licence}.html`;
}

/** In the order of their names. */
export function packageFolders(modules: readonly string[]): string[] {
  const folders = modules.flatMap(
    (path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [],
  );
  return [...new Set(folders)].toSorted();
}

/** Its licence is the same for every architecture. */
function nodeFolder(): string {
  const ofNode = createRequire(require.resolve('node/package.json'));
  return dirname(ofNode.resolve(`node-linux-${process.arch}/package.json`));
}

async function licencesIn(folder: string, title: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => licenceFile.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return [title, ...texts.map((text) => text.trim())].join('\n\n');
}

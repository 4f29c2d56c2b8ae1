/**
 * npm's `postinstall`: removes from node_modules what this platform cannot use, a third of the total. npm cannot
 * leave out parts of a package; the packages' own documents name these parts as removable.
 *
 * - Temporal's core comes for five platforms, 25 to 30 MB each.
 * - Fonts come in up to nine weights, italics and two packings; the PDF takes two weights of one
 *   (src/report/pdf/font-files.ts).
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** As in @temporalio/core-bridge/index.js: a release is identified by its Rust target. */
const targets = {
  'linux-x64': 'x86_64-unknown-linux-gnu',
  'linux-arm64': 'aarch64-unknown-linux-gnu',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
};

/**
 * @param {string} folder
 * @param {(name: string) => boolean} isNeeded
 */
function keepOnly(folder, isNeeded) {
  const path = join(modules, folder);
  if (!existsSync(path)) return;
  for (const name of readdirSync(path)) {
    if (!isNeeded(name)) rmSync(join(path, name), { recursive: true });
  }
}

const target = new Map(Object.entries(targets)).get(`${process.platform}-${process.arch}`);
// Temporal has no release for this platform, so nothing can be removed.
if (target) keepOnly('@temporalio/core-bridge/releases', (name) => name === target);

for (const family of existsSync(join(modules, '@fontsource'))
  ? readdirSync(join(modules, '@fontsource'))
  : []) {
  keepOnly(`@fontsource/${family}`, (name) => !/\.(css|scss)$/.test(name));
  keepOnly(`@fontsource/${family}/files`, (name) => /-[47]00-normal\.woff$/.test(name));
}
keepOnly('@expo-google-fonts/noto-sans', (name) => !/^\d/.test(name) || /^(400Regular|700Bold)$/.test(name));

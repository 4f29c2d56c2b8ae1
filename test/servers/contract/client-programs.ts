import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmPackages } from '../../../scripts/contract/npm-packages.ts';
import { ensureGoProgram, type GoProgram, goBinary } from '../../../stack/go-install.ts';
import { pythonPackages } from '../../../stack/python-packages.ts';
import { runCommand } from '../../../stack/run-command.ts';
import type { OnProgress } from '../../../stack/server.ts';
import { missingGo } from '../../../stack/tools.ts';

const root = join(import.meta.dirname, '../../..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');

export interface ClientWork {
  /** A separate folder for the program, with `openapi.json` in it. */
  readonly folder: string;
  readonly onProgress: OnProgress;
}

/** A program that uses a client generated from the OpenAPI document. */
export interface ClientProgram {
  readonly language: string;
  /** What is missing on this machine, as a sentence; undefined if nothing is. */
  missing(): Promise<string | undefined>;
  /** Generates the client and compiles or type-checks it with the program. @returns the command that runs it. */
  build(work: ClientWork): Promise<{ command: string[]; env?: Readonly<Record<string, string>> }>;
}

const typescript: ClientProgram = {
  language: 'typescript',
  missing: async () => undefined,
  async build({ folder, onProgress }) {
    const source = await copied('typescript', folder);
    const packages = await npmPackages('typescript', source, onProgress);
    await symlink(packages, join(folder, 'node_modules'));
    await runCommand(process.execPath, ['generate.mjs', 'openapi.json', 'argus.ts'], { cwd: folder });
    await runCommand(process.execPath, [tsc, '--project', folder], { cwd: folder });
    return { command: [process.execPath, join(folder, 'drive.ts')] };
  },
};

const python: ClientProgram = {
  language: 'python',
  async missing() {
    const test = 'import pip, sys; sys.exit(sys.version_info < (3, 11))';
    const fine = await runCommand('python3', ['-c', test]).catch(() => undefined);
    return fine === undefined ? 'python3 (≥ 3.11) with pip is not on this machine' : undefined;
  },
  async build({ folder, onProgress }) {
    const source = await copied('python', folder);
    const { env } = await pythonPackages('client', join(source, 'requirements.txt'), onProgress);
    const generated = join(folder, 'generated');
    await runCommand(
      'python3',
      [
        '-m',
        'openapi_python_client',
        'generate',
        '--fail-on-warning',
        '--path',
        join(folder, 'openapi.json'),
        '--output-path',
        generated,
        '--config',
        join(folder, 'generator.yaml'),
      ],
      { cwd: folder, env },
    );
    await cp(join(folder, 'drive.py'), join(generated, 'drive.py'));
    const checked = ['drive.py', 'argus_client'];
    await runCommand('pyrefly', ['check', '--search-path', env.PYTHONPATH ?? '', ...checked], {
      cwd: generated,
      env,
    });
    return { command: ['python3', join(generated, 'drive.py')], env };
  },
};

const goGenerator: GoProgram = {
  name: 'oapi-codegen',
  version: 'v2.8.2',
  package: 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen',
  binary: 'oapi-codegen',
  detail: 'with go install, about half a minute',
};

const go: ClientProgram = {
  language: 'go',
  async missing() {
    const [tool] = await missingGo();
    return tool?.sentence;
  },
  async build({ folder, onProgress }) {
    await copied('go', folder);
    await ensureGoProgram(goGenerator, onProgress);
    await mkdir(join(folder, 'argus'), { recursive: true });
    const cwd = folder;
    await runCommand(goBinary(goGenerator), ['-config', 'generator.yaml', 'openapi.json'], { cwd });
    await runCommand('go', ['build', '-mod=readonly', '-o', 'drive', '.'], {
      cwd,
      env: { CGO_ENABLED: '0' },
    });
    return { command: [join(folder, 'drive')] };
  },
};

export const clientPrograms: readonly ClientProgram[] = [typescript, python, go];

async function copied(language: string, folder: string): Promise<string> {
  const source = join(root, 'contract', language);
  await cp(source, folder, { recursive: true });
  return source;
}

/**
 * Takes the document from a running Argus, builds the program on it and runs it.
 * @returns the program's output.
 */
export async function runClient(
  program: ClientProgram,
  url: string,
  inputs: Readonly<Record<string, Uint8Array | string>>,
  work: ClientWork,
): Promise<unknown> {
  const { folder } = work;
  const document = await fetch(`${url}/openapi.json`);
  await writeFile(join(folder, 'openapi.json'), await document.text());
  for (const [name, content] of Object.entries(inputs)) await writeFile(join(folder, name), content);
  const { command, env = {} } = await program.build(work);
  const [file = '', ...args] = [...command, url, folder];
  const output = await runCommand(file, args, { env });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}

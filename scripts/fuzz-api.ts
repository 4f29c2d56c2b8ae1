import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Command } from 'commander';
import { progressPrinter } from '../stack/progress.ts';
import { pythonPackages } from '../stack/python-packages.ts';
import { withOwnArgus } from './contract/own-argus.ts';

const requirements = join(import.meta.dirname, '../contract/schemathesis/requirements.txt');
const config = join(import.meta.dirname, '../schemathesis.toml');

interface Options {
  examples: string;
  seed: string;
  url?: string;
}

/** `npm run fuzz-api`: sends every operation requests that its description allows, and requests that it does not. */
async function fuzz({ examples, seed, url }: Options, more: string[]): Promise<number> {
  const onProgress = progressPrinter();
  const { env } = await pythonPackages('schemathesis', requirements, onProgress);
  const run = async (at: string, headers: string[] = []) => {
    const args = ['-m', 'schemathesis.cli', '--config-file', config, 'run', `${at}/openapi.json`];
    const options = [
      '--max-examples',
      examples,
      '--seed',
      seed,
      '--generation-database',
      'none',
      '--no-shrink',
    ];
    const child = spawn('python3', [...args, '--continue-on-failure', ...options, ...headers, ...more], {
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    const [code] = await once(child, 'exit');
    return typeof code === 'number' ? code : 1;
  };
  if (url) return run(url);
  return withOwnArgus(onProgress, async ({ url: own }) => {
    return run(own, ['--header', `Authorization: Bearer ${await adminToken(own)}`]);
  });
}

/** The first token that the made-up requests make closes the API to those without one. */
async function adminToken(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'fuzz-api', role: 'admin' }),
  });
  if (!response.ok) throw new Error(`no token was made: ${await response.text()}`);
  return ((await response.json()) as { token: string }).token;
}

const program = new Command('fuzz-api')
  .description('Asks a running Argus for everything that its OpenAPI document describes (schemathesis).')
  .argument('[option...]', 'further options of schemathesis, after --')
  .option('--examples <number>', 'requests made up for each operation', '200')
  .option('--seed <number>', 'the same seed makes up the same requests', '1')
  .option('--url <url>', 'an Argus that runs already; else one is started, with servers of its own')
  .action(async (more: string[], options: Options) => {
    process.exitCode = await fuzz(options, more);
  });
await program.parseAsync();

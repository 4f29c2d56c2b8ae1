import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import type { Verdict } from '../check/check.ts';
import { untilReady } from '../until-ready.ts';
import { createWorld, type World } from '../world.ts';
import { type ClientName, uploadClients } from './clients.ts';
import { proveKills } from './prove-kills.ts';
import { proveLink } from './prove-link.ts';

const number = (text: string) => Number(text);
const names = Object.keys(uploadClients) as ClientName[];

/** 160 kbit/s and 2 s. */
const quality = { kilobytesPerSecond: 20, latencyMs: 2_000, cutEveryMs: 7_000 };
const linkFiles = 200;
const parallel = 16;
/** Of the link's time bytes are on their way; the rest are latency, cuts and pauses. */
const busyShare = 0.12;
/** A tenth of the files has six times as many bytes as the others. */
const weightOfFile = 1.5;

const program = new Command('npm run prove-uploads --').description(
  'Uploads to an Argus on servers of its own under bad conditions, and checks what has arrived.',
);

program
  .command('link')
  .description('over a link of 160 kbit/s and 2 s that is cut every few seconds')
  .option('--minutes <number>', 'what the link carries in so long, in 200 files, for each client', number, 10)
  .addOption(new Option('--client <name>', 'only this one').choices(names))
  .action(async ({ minutes, client }) => {
    await inWorld(1, async ({ urls: [apiUrl = ''], ...world }, dir) => {
      const carried = quality.kilobytesPerSecond * 1000 * parallel * minutes * 60 * busyShare;
      const fileBytes = Math.round(carried / linkFiles / weightOfFile);
      for (const name of client === undefined ? names : [client]) {
        const proof = { client: name, quality, files: linkFiles, fileBytes, parallel };
        print(name, await proveLink({ ...proof, apiUrl, stored: world, dir }));
      }
    });
  });

program
  .command('kills')
  .description('by many vehicles at once, while one API after the other is killed')
  .option('--vehicles <number>', 'vehicles at once, 20 files in each batch', number, 100)
  .option('--seconds <number>', 'how long batches begin', number, 60)
  .action(async ({ vehicles, seconds }) => {
    await inWorld(2, async (world) => {
      const { urls, roles: apis } = world;
      print('kills', await proveKills({ urls, apis, stored: world, vehicles, files: 20, seconds }));
    });
  });

/** Only the API runs: batches wait for workers. */
async function inWorld(apis: number, prove: (world: World, dir: string) => Promise<void>): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-proof-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  const logFolder = await mkdtemp(join(tmpdir(), 'argus-proof-logs-'));
  const world = await createWorld({ dir, logFolder, perRole: apis, only: ['api'] });
  try {
    await untilReady(world.urls);
    await prove(world, dir);
  } finally {
    await world.close();
    if (process.exitCode) process.stdout.write(`logs: ${logFolder}\n`);
    else await rm(logFolder, { recursive: true });
    await rm(dir, { recursive: true, force: true });
  }
}

function print(name: string, { violations, figures }: Verdict): void {
  const counts = Object.entries(figures).map(([what, count]) => `${count} ${what}`);
  const lines = [
    `${name}: ${counts.join(', ')}`,
    ...violations.map((violation) => `VIOLATION  ${violation}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (violations.length > 0) process.exitCode = 1;
}

// Children and servers end with this process, for whatever reason it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
await program.parseAsync();

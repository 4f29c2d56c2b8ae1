import { parseArgs } from 'node:util';
import { type CanFault, canFaults, isCanFault } from './can/can-faults.ts';
import { type Fault, faults, isFault } from './faults.ts';
import { writeDrive } from './write-drive.ts';

const usage = `node samples/cli.ts FOLDER [--files N] [--size 10M] [--fault NAME]… [--clean] [--no-buses] [--seed N]

Writes the synthetic recordings of one drive. Faults: ${faults.join(', ')};
of the buses: ${canFaults.join(', ')}.
Three files are the buses': MDF4, BLF and their DBC; with --no-buses they are left out. Without --fault the drive has a few interesting ones; with --clean it has none.`;

const units: Record<string, number> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([KMG]?)$/i.exec(text);
  if (!match) throw new Error(`"${text}" is no size; expected e.g. 500K, 10M or 1G`);
  return Math.round(Number(match[1]) * (units[(match[2] ?? '').toUpperCase()] ?? 1));
}

function parseCount(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} expects a number from 1, not "${text}"`);
  return Number(text);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      files: { type: 'string' },
      size: { type: 'string' },
      fault: { type: 'string', multiple: true },
      clean: { type: 'boolean' },
      buses: { type: 'boolean' },
      seed: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [folder] = positionals;
  if (values.help || !folder) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const named: Fault[] = [];
  const ofBuses: CanFault[] = [];
  for (const name of values.fault ?? []) {
    if (isFault(name)) named.push(name);
    else if (isCanFault(name)) ofBuses.push(name);
    else throw new Error(`"${name}" is no fault; known are ${[...faults, ...canFaults].join(', ')}`);
  }
  const chosen = values.clean || (values.fault ?? []).length > 0;
  const paths = await writeDrive(folder, {
    ...(values.seed ? { seed: parseCount('seed', values.seed) } : {}),
    ...(values.files ? { files: parseCount('files', values.files) } : {}),
    ...(values.size ? { bytesPerFile: parseSize(values.size) } : {}),
    ...(chosen ? { faults: named, busFaults: ofBuses } : {}),
    buses: values.buses ?? true,
  });
  for (const path of paths) console.log(path);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});

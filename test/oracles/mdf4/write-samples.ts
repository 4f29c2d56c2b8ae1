import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mdf4Samples } from '../../recordings/support/mdf4-samples.ts';

/** `node test/oracles/mdf4/write-samples.ts FOLDER` writes the sample files for ask.py. */
const folder = process.argv[2];
if (!folder) throw new Error('Say into which folder.');
for (const [name, { bytes }] of Object.entries(mdf4Samples())) writeFileSync(join(folder, name), bytes);

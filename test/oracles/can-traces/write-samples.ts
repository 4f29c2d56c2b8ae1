import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { samples } from './samples.ts';

/** `node write-samples.ts FOLDER && python ask.py FOLDER/* > expected.json` asks python-can again. */
const folder = process.argv[2];
if (!folder) throw new Error('the folder to write to is missing');
mkdirSync(folder, { recursive: true });
for (const [name, make] of Object.entries(samples)) writeFileSync(join(folder, name), make());

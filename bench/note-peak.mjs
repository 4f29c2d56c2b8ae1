/** Preloaded into each process that is measured: notes at its end, in `?file=`, how many KiB it held at most. */
import { appendFileSync } from 'node:fs';

const file = new URL(import.meta.url).searchParams.get('file') ?? '';
process.on('exit', () => appendFileSync(file, `${process.resourceUsage().maxRSS}\n`));

/** Preloaded into each measured process: on exit, writes its peak memory in KiB to the file in `?file=`. */
import { appendFileSync } from 'node:fs';

const file = new URL(import.meta.url).searchParams.get('file') ?? '';
process.on('exit', () => appendFileSync(file, `${process.resourceUsage().maxRSS}\n`));

/** Preloaded into each process that is measured: notes at its end how many KiB it held at most. */
import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  appendFileSync(process.env.ARGUS_PEAK_FILE ?? '', `${process.resourceUsage().maxRSS}\n`);
});

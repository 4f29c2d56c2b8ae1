import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const answersWithinMs = 120_000;

/** A module of this folder's parent that is preloaded into processes, and answers SIGWINCH with a file of JSON. */
export async function preload<Answer>(dir: string, module: string) {
  const folder = join(dir, `answers of ${module}`);
  await mkdir(folder, { recursive: true });
  const url = new URL(`../${module}`, import.meta.url);
  return {
    environment: { NODE_OPTIONS: `--import=${url.href}?folder=${encodeURIComponent(folder)}` },

    /** @throws Error if the process does not answer. */
    async ask(pid: number): Promise<Answer> {
      const file = join(folder, `${pid}.json`);
      await rm(file, { force: true });
      process.kill(pid, 'SIGWINCH');
      const deadline = Date.now() + answersWithinMs;
      for (;;) {
        const answer = await readFile(file, 'utf8').catch(() => undefined);
        if (answer !== undefined) return JSON.parse(answer) as Answer;
        if (Date.now() > deadline) throw new Error(`process ${pid} does not answer to ${module}`);
        await delay(20);
      }
    },
  };
}

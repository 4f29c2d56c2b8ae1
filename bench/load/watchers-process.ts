import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { inParallel } from './parallel.ts';

export type ToWatchers = { open: string[] } | { expect: number };

export interface FromWatchers {
  /** Milliseconds from the event to the watcher. */
  lags: number[];
}

const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
const lags: number[] = [];

process.on('message', async (message: ToWatchers) => {
  if ('open' in message) {
    await inParallel(message.open.length, 50, (at) => open(message.open[at] ?? ''));
  } else {
    while (lags.length < message.expect) await delay(100);
  }
  process.send?.({ lags } satisfies FromWatchers);
});
process.on('disconnect', () => process.exit());

/** Resolves when the stream has shown the progress of its batch. */
async function open(url: string): Promise<void> {
  const [response] = await once(get(url, { agent }), 'response');
  if (response.statusCode !== 200) throw new Error(`${url} → ${response.statusCode}`);
  const opened = Promise.withResolvers<void>();
  response.setEncoding('utf8');
  response.on('error', opened.reject);
  response.on('data', (text: string) => {
    if (text.includes('event: progress')) opened.resolve();
    const at = /^event: file\n.*\n.*"timestamp":"([^"]+)"/m.exec(text)?.[1];
    if (at !== undefined) lags.push(Date.now() - Date.parse(at));
  });
  await opened.promise;
}

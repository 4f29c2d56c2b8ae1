import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import getPort from 'get-port';
import { planDrive } from '../../samples/plan-drive.ts';
import { alternate } from '../alternate.ts';
import { startChild } from '../child-process.ts';
import type { Figure } from '../figure.ts';
import { type BenchVehicle, benchVehicle } from '../load/batches.ts';

const connections = 100;

/** Reads of one report from the cache, compared to a server that holds its bytes in memory and does nothing else. */
export const reportReadFigure: Figure = {
  name: 'report-read',
  title: `report read warm, ${connections} connections`,
  async measure({ system, quick, printLine }) {
    const api = await system.startApi();
    const batches = benchVehicle(api.url);
    const url = batches.reportUrl(await completedBatch(batches, () => system.startWorkers()));
    const file = join(system.dir, 'report.json');
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    await writeFile(file, bytes);
    const port = await getPort();
    const bare = await startChild({
      script: 'bench/bare-fastify.ts',
      args: [`${port}`, file],
      dir: system.dir,
      isReady: (log) => log.includes('listening'),
    });
    try {
      const seconds = quick ? 1 : 4;
      const bareUrl = `http://127.0.0.1:${port}/`;
      for (const warm of [url, bareUrl]) await requestsPerSecond(warm, quick ? 1 : 3);
      const result = await alternate({
        rounds: quick ? 2 : 6,
        ours: () => requestsPerSecond(url, seconds),
        reference: () => requestsPerSecond(bareUrl, seconds),
        onRound: (round, ours, reference) =>
          printLine(`round ${round + 1}: ${ours.toFixed(0)} against ${reference.toFixed(0)} requests/s`),
      });
      printLine(`the report has ${bytes.length} bytes`);
      return {
        unit: 'req/s',
        ...result,
        reference: { what: 'bare Fastify', value: result.reference },
        goal: { ratio: 0.7, better: 'higher' },
        checks: [],
      };
    } finally {
      await Promise.all([api.stop(), bare.stop()]);
    }
  },
};

export async function requestsPerSecond(
  url: string,
  seconds: number,
  headers: Record<string, string> = {},
): Promise<number> {
  const options = { url, connections, duration: seconds, headers };
  const { requests, duration, non2xx, errors } = await autocannon(options);
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return requests.total / duration;
}

/** A drive from the demo; the workers run only until it is completed. */
export async function completedBatch(
  batches: BenchVehicle,
  startWorkers: () => Promise<{ stop(): Promise<void> }>,
): Promise<string> {
  const workers = await startWorkers();
  try {
    const { batch_id } = await batches.create();
    for (const planned of planDrive({ buses: true }))
      await batches.upload(batch_id, planned.name, await planned.make());
    await batches.complete(batch_id);
    for (;;) {
      const { status, failure_message } = await batches.progress(batch_id);
      if (status === 'completed') return batch_id;
      if (status === 'failed') throw new Error(`the batch to be read failed: ${failure_message}`);
      await delay(100);
    }
  } finally {
    await workers.stop();
  }
}

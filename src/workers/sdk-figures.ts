import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { MetricsExporterConfig } from '@temporalio/worker';
import type { TextSource } from '../metrics/metrics.ts';

/** Bounds, in seconds, that suit tasks of some milliseconds and parsing of some minutes. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
const waits = [
  'workflow_task_schedule_to_start_latency',
  'workflow_task_execution_latency',
  'activity_schedule_to_start_latency',
  'activity_execution_latency',
];

/**
 * The metrics of Temporal's SDK (`temporal_…`). Its core serves them by itself; here on a loopback port of its own, from
 * which they are read into ours.
 */
export async function sdkFigures(): Promise<{ exporter: MetricsExporterConfig; read: TextSource }> {
  const address = `127.0.0.1:${await freePort()}`;
  return {
    exporter: {
      attachServiceName: false,
      prometheus: {
        bindAddress: address,
        countersTotalSuffix: true,
        unitSuffix: true,
        useSecondsForDurations: true,
        histogramBucketOverrides: Object.fromEntries(waits.map((name) => [name, seconds])),
      },
    },
    async read() {
      const answer = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(1_000) });
      return answer.text();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

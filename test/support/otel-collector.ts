import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import getPort from 'get-port';
import { until } from './until.ts';

/**
 * Runs a real collector of OpenTelemetry that passes on what it gets to `target`, as JSON, before it answers.
 * @param binary with the receiver `otlp` and the exporter `otlp_http`
 */
export async function startCollector(binary: string, target: string) {
  const port = await getPort();
  const config = {
    receivers: { otlp: { protocols: { http: { endpoint: `127.0.0.1:${port}` } } } },
    exporters: {
      otlp_http: {
        ...{ endpoint: target, encoding: 'json', compression: 'none' },
        ...{ sending_queue: { enabled: false }, retry_on_failure: { enabled: false } },
      },
    },
    service: {
      pipelines: { traces: { receivers: ['otlp'], exporters: ['otlp_http'] } },
      telemetry: { metrics: { level: 'none' } },
    },
  };
  const child = spawn(binary, [`--config=yaml:${JSON.stringify(config)}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = once(child, 'exit');
  await until('the collector', async () => child.exitCode !== null || isOpen(port));
  if (child.exitCode !== null) throw new Error(`the collector ended with ${child.exitCode}`);
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
}

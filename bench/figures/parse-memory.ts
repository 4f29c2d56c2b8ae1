import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figure.ts';
import { endlessMcap } from '../recordings/endless-mcap.ts';

const limitMegabytes = 300;

/** A recording of 5 GB that a server generates while it is fetched, read in a process of its own. */
export const parseMemoryFigure: Figure = {
  name: 'parse-memory',
  title: 'MCAP of 5 GB, streamed into its summary',
  async measure({ quick, printLine }) {
    const recording = endlessMcap(quick ? 200e6 : 5e9);
    const server = createServer((request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, {
        'content-length': recording.size - from,
        ...(from > 0 ? { 'content-range': `bytes ${from}-${recording.size - 1}/${recording.size}` } : {}),
      });
      Readable.from(partsOf(recording, from)).pipe(response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/recording.mcap`;
      const script = fileURLToPath(new URL('../peers/summarise-url.ts', import.meta.url));
      const child = spawn(process.execPath, [script, url, String(recording.size)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const result = JSON.parse(await text(child.stdout));
      if (result.code !== 'ok') throw new Error(`the sample was read as ${result.code}`);
      const peak = Math.max(result.first_half_mb, result.second_half_mb);
      const growth = result.second_half_mb / result.first_half_mb;
      printLine(`${result.first_half_mb.toFixed(0)} MB, then ${result.second_half_mb.toFixed(0)} MB`);
      return {
        unit: 'MB/s',
        ours: recording.size / 1e6 / result.seconds,
        ratios: [],
        checks: [
          {
            what: 'memory of the whole process, peak',
            found: `${peak.toFixed(0)} MB`,
            wanted: `≤ ${limitMegabytes} MB`,
            met: peak <= limitMegabytes,
          },
          {
            what: 'second half against the first',
            found: `${growth.toFixed(2)}×`,
            wanted: '≤ 1.1×',
            met: growth <= 1.1,
          },
        ],
      };
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
};

function* partsOf(recording: ReturnType<typeof endlessMcap>, from: number): Generator<Uint8Array> {
  for (let at = from; at < recording.size; ) {
    const part = recording.part(at, 1 << 20);
    at += part.byteLength;
    yield part;
  }
}

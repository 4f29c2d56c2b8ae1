import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Figure } from '../figure.ts';
import { sendRecording } from '../load/send-recording.ts';
import { summariseInProcess } from '../peers/summarise-in-process.ts';
import { endlessMcap } from '../recordings/endless-mcap.ts';

const limitMegabytes = 300;

/** A recording of 5 GB that a server generates while it is fetched, read in a process of its own. */
export const parseMemoryFigure: Figure = {
  name: 'parse-memory',
  title: 'MCAP of 5 GB, streamed into its summary',
  async measure({ quick, printLine }) {
    const recording = endlessMcap(quick ? 200e6 : 5e9);
    const server = createServer((request, response) => {
      sendRecording(recording, request, response).catch((error: Error) => response.destroy(error));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/recording.mcap`;
      const result = await summariseInProcess(url, recording.size);
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

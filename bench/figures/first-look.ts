import { setTimeout as delay } from 'node:timers/promises';
import { zstdDecompressSync } from 'node:zlib';
import { McapIndexedReader } from '@mcap/core';
import { fileObjectKey } from '../../src/domain/batch.ts';
import { alternate } from '../alternate.ts';
import { type Figure, median } from '../figure.ts';
import type { BenchVehicle } from '../load/batches.ts';
import { startBuild } from '../load/build.ts';
import { reported } from '../load/fleet-of-batches.ts';
import { mixedMcap } from '../recordings/mixed-mcap.ts';

const topic = '/imu/data';
const field = 'linear_acceleration.z';
const secondLookMs = 50;

/** One signal of a large recording on the object store: from the request to its series, of which nothing is kept yet. */
export const firstLookFigure: Figure = {
  name: 'first-look',
  title: 'first look at one signal of an MCAP (zstd) of 1 GB',
  async measure({ system, quick, printLine }) {
    const build = await startBuild(system);
    const { vehicle } = build;
    try {
      // The thread that reads signals is started by its first recording.
      await look(vehicle, await stored(vehicle, mixedMcap(1, 'zstd')));
      const again: number[] = [];
      const batches = new Map<number, Stored>();
      const batchOf = async (round: number) => {
        // Each is a little longer than the one before, or its signals would be known.
        const known = batches.get(round);
        if (known) return known;
        const recording = mixedMcap((quick ? 30 : 1_000) + round, 'zstd');
        // Making it blocks this process for so long that the server has closed the connection: time to notice.
        await delay(100);
        const batch = await stored(vehicle, recording);
        batches.set(round, batch);
        return batch;
      };
      const result = await alternate({
        rounds: 2,
        ours: async (round) => {
          const batch = await batchOf(round);
          const first = await look(vehicle, batch);
          again.push((await look(vehicle, batch)).seconds * 1000);
          printLine(
            `${first.count} values in ${first.seconds.toFixed(2)} s, again in ${again.at(-1)?.toFixed(0)} ms`,
          );
          return first.seconds;
        },
        reference: async (round) => {
          const { objectKey } = await batchOf(round);
          const begun = performance.now();
          const count = await readWithMcapCore(await system.bucket.presignGet(objectKey));
          const seconds = (performance.now() - begun) / 1000;
          printLine(`@mcap/core: ${count} values in ${seconds.toFixed(2)} s`);
          return seconds;
        },
      });
      const secondLook = median(again);
      return {
        unit: 's',
        ...result,
        reference: { what: '`@mcap/core` 2.2.2, by its indexes', value: result.reference },
        goal: { ratio: 0.33, better: 'lower' },
        checks: [
          {
            what: 'second look',
            found: `${secondLook.toFixed(0)} ms`,
            wanted: `at most ${secondLookMs} ms`,
            met: secondLook <= secondLookMs,
          },
        ],
      };
    } finally {
      await build.stop();
    }
  },
};

interface Stored {
  batchId: string;
  objectKey: string;
}

async function stored(vehicle: BenchVehicle, recording: Uint8Array): Promise<Stored> {
  const { batch_id: batchId } = await vehicle.create();
  const { file_id } = await vehicle.upload(batchId, 'drive.mcap', recording);
  await vehicle.complete(batchId);
  await reported(vehicle, batchId, 1);
  return { batchId, objectKey: fileObjectKey(batchId, file_id) };
}

async function look(vehicle: BenchVehicle, { batchId }: Stored): Promise<{ count: number; seconds: number }> {
  const url = new URL('series', vehicle.filesUrl(batchId));
  url.searchParams.set('signal', `${topic}:${field}`);
  const begun = performance.now();
  for (;;) {
    const response = await fetch(url);
    if (response.ok) {
      const { series } = (await response.json()) as { series: { count?: number[]; value?: number[] }[] };
      const seconds = (performance.now() - begun) / 1000;
      const [{ count, value } = {}] = series;
      return { count: count?.reduce((sum, each) => sum + each, 0) ?? value?.length ?? 0, seconds };
    }
    // It is being made, and takes longer than a request waits.
    if (response.status !== 503) throw new Error(`${url} answered ${response.status}`);
    await delay(20);
  }
}

/** All values of the signal, read by ranges of the object; decoded by its place alone, which is less than any decoder does. */
async function readWithMcapCore(url: string): Promise<number> {
  const range = async (from: bigint, to: bigint) => {
    const response = await fetch(url, { headers: { range: `bytes=${from}-${to}` } });
    if (response.status !== 206) throw new Error(`the store answered ${response.status}`);
    return response;
  };
  const reader = await McapIndexedReader.Initialize({
    readable: {
      async size() {
        const response = await range(0n, 0n);
        await response.arrayBuffer();
        return BigInt(response.headers.get('content-range')?.split('/')[1] ?? 0);
      },
      read: async (offset, size) =>
        new Uint8Array(await (await range(offset, offset + size - 1n)).arrayBuffer()),
    },
    decompressHandlers: { zstd: (bytes) => zstdDecompressSync(bytes) },
  });
  const [times, values]: [bigint[], number[]] = [[], []];
  for await (const { logTime, data } of reader.readMessages({ topics: [topic] })) {
    times.push(logTime);
    values.push(accelerationOf(data));
  }
  return values.length;
}

/** `linear_acceleration.z` of a `sensor_msgs/msg/Imu` in CDR, little endian: doubles are aligned to 8 behind the head of 4 bytes. */
function accelerationOf(data: Uint8Array): number {
  const head = 4;
  const view = new DataView(data.buffer, data.byteOffset + head, data.byteLength - head);
  const frameId = view.getUint32(8, true);
  const orientation = Math.ceil((12 + frameId) / 8) * 8;
  // Orientation and its covariance, angular velocity and its covariance, two members of the acceleration.
  return view.getFloat64(orientation + (4 + 9 + 3 + 9 + 2) * 8, true);
}

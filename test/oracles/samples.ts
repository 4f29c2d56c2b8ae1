import { sampleJsonMcap } from '../../samples/mcap/sample-json-mcap.ts';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { sampleRos1bag } from '../../samples/ros1bag/sample-ros1bag.ts';
import { sampleRos2db3 } from '../../samples/ros2db3/sample-ros2db3.ts';
import { sampleUlog } from '../../samples/ulog/sample-ulog.ts';
import { compressBzip2 } from '../support/recordings/bzip2-compress.ts';
import { compressLz4 } from '../support/recordings/lz4-compress.ts';
import { mdf3Samples } from '../support/recordings/mdf3-samples.ts';
import { mdf4Samples } from '../support/recordings/mdf4-samples.ts';
import { samples as canTraceSamples } from './can-traces/samples.ts';
import { samples as nmeaSamples } from './nmea2000/samples.ts';
import { samples as tableSamples } from './tables/samples.ts';

const db3Faults = ['error-diagnostics', 'log-errors'] as const;

/** The synthetic recordings that the oracles read, by name. */
export const oracleSamples = {
  mcap: {
    'sample-zstd.mcap': () => sampleMcap({ seconds: 20, faults: ['error-diagnostics', 'stale-diagnostics'] }),
    'sample-plain.mcap': () => sampleMcap({ seconds: 5, compression: 'none', chunkSize: 8_192 }),
    'sample-unchunked.mcap': () => sampleMcap({ seconds: 5, chunkSize: 0, faults: ['out-of-order'] }),
    'sample-json.mcap': () => sampleJsonMcap({ seconds: 30, faults: ['error-diagnostics'] }),
  },
  ulog: {
    'sample-clean.ulg': () => sampleUlog({ seconds: 20 }),
    'sample-faults.ulg': () =>
      sampleUlog({ seconds: 20, faults: ['log-errors', 'slow-card', 'failsafe', 'event-errors'] }),
  },
  ros1bag: {
    'sample-none.bag': () => sampleRos1bag({ seconds: 10 }),
    'sample-lz4.bag': () =>
      sampleRos1bag({ seconds: 10, chunkSize: 65_536, compression: { name: 'lz4', compress: compressLz4 } }),
    'sample-bz2.bag': () =>
      sampleRos1bag({
        seconds: 10,
        chunkSize: 65_536,
        compression: { name: 'bz2', compress: compressBzip2 },
      }),
    'sample-faults.bag': () =>
      sampleRos1bag({ seconds: 10, faults: ['error-diagnostics', 'log-errors', 'under-voltage'] }),
  },
  ros2db3: {
    'sample-v1.db3': () => sampleRos2db3({ seconds: 10, schemaVersion: 1, faults: db3Faults }),
    'sample-v2.db3': () => sampleRos2db3({ seconds: 10, schemaVersion: 2, faults: db3Faults }),
    'sample-v3.db3': () => sampleRos2db3({ seconds: 10, schemaVersion: 3, faults: db3Faults }),
    'sample-v4.db3': () => sampleRos2db3({ seconds: 10, schemaVersion: 4, faults: db3Faults }),
    'sample-camera.db3': () => sampleRos2db3({ seconds: 10, bytes: 4_000_000 }),
    'sample-pages.db3': () =>
      sampleRos2db3({ seconds: 10, pageSize: 512, prepare: 'PRAGMA auto_vacuum=FULL' }),
  },
  mdf3: Object.fromEntries(Object.entries(mdf3Samples()).map(([name, bytes]) => [name, () => bytes])),
  mdf4: Object.fromEntries(Object.entries(mdf4Samples()).map(([name, { bytes }]) => [name, () => bytes])),
  'can-traces': canTraceSamples,
  tables: tableSamples,
  nmea2000: nmeaSamples,
} as const satisfies Record<string, Record<string, () => Uint8Array>>;

import { sampleJsonMcap } from '../../samples/sample-json-mcap.ts';
import { sampleMcap } from '../../samples/sample-mcap.ts';
import { sampleUlog } from '../../samples/sample-ulog.ts';

/** The synthetic recordings that the oracles are asked about, by name. */
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
      sampleUlog({ seconds: 20, faults: ['log-errors', 'cpu-saturation', 'error-diagnostics'] }),
  },
} as const satisfies Record<string, Record<string, () => Uint8Array>>;

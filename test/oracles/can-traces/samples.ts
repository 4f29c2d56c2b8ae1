import { sampleAsc } from '../../../samples/asc/sample-asc.ts';
import { sampleBlf } from '../../../samples/blf/sample-blf.ts';
import { sampleCandb } from '../../../samples/candb/sample-candb.ts';
import { sampleCandump } from '../../../samples/candump/sample-candump.ts';
import { sampleCanCsv } from '../../../samples/csv/sample-can-csv.ts';
import { sampleTrc } from '../../../samples/trc/sample-trc.ts';

const drive = { seconds: 8, seed: 3, faults: ['bus-off', 'misfire', 'overheating'] } as const;

/** The files that python-can read, and those that it read like our reader. */
export const samples: Record<string, () => Uint8Array> = {
  'log.log': () => sampleCandump(drive),
  'hex.asc': () => sampleAsc(drive),
  'german-decimal.asc': () => sampleAsc({ ...drive, base: 'dec', language: 'de', lineEnd: '\r\n' }),
  'other-buses.asc': () => sampleAsc({ ...drive, others: true }),
  'packed.blf': () => sampleBlf(drive),
  'split.blf': () => sampleBlf({ ...drive, containerBytes: 1000, packed: false }),
  'old.blf': () => sampleBlf({ ...drive, coarseTimes: true, fdObjects: 'message' }),
  'other-buses.blf': () => sampleBlf({ ...drive, others: true }),
  'v1.0.trc': () => sampleTrc({ ...drive, version: '1.0' }),
  'v1.1.trc': () => sampleTrc({ ...drive, version: '1.1' }),
  'v1.3.trc': () => sampleTrc({ ...drive, version: '1.3' }),
  'v2.0.trc': () => sampleTrc({ ...drive, version: '2.0' }),
  'v2.1.trc': () => sampleTrc({ ...drive, version: '2.1' }),
  // Neither says of which bus its frames are.
  'python.csv': () => sampleCanCsv({ ...drive, writer: 'python-can', buses: [1] }),
  'python.db': () => sampleCandb({ ...drive, buses: [1] }),
};

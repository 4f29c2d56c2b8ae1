import { sampleCsv } from '../../../samples/csv/sample-csv.ts';
import { sampleJsonl } from '../../../samples/jsonl/sample-jsonl.ts';
import { sampleParquet } from '../../../samples/parquet/sample-parquet.ts';

export const samples: Record<string, () => Uint8Array> = {
  'plain.csv': () => sampleCsv({ seconds: 30 }),
  'german.csv': () => sampleCsv({ seconds: 30, style: 'german' }),
  'dated.csv': () => sampleCsv({ seconds: 30, style: 'dated' }),
  'measured.jsonl': () => sampleJsonl({ seconds: 30 }),
  'measured.parquet': () => sampleParquet({ seconds: 150 }),
  'plain.parquet': () => sampleParquet({ seconds: 30, packed: false }),
};

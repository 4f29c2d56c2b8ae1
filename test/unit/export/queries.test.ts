import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleBlf } from '../../../samples/blf/sample-blf.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { exportRecording } from '../../../src/export/export-recording.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { at, pythonWith } from '../../support/oracle-python.ts';

const python = pythonWith('duckdb', 'pandas', 'pyarrow');

const title = 'pyarrow, DuckDB and pandas read the same, and the queries of docs/export.md work';

test.skipIf(!python)(python ? title : `${title} (needs Python with duckdb, pandas and pyarrow)`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'argus-queries-'));
  try {
    const rows: Record<string, number> = {};
    for (const [name, bytes] of [
      ['drive.ulg', sampleUlog({ seconds: 20 })],
      ['drive.mcap', sampleMcap({ seconds: 20, faults: ['error-diagnostics'] })],
      ['bus.blf', sampleBlf({ seconds: 5 })],
    ] as const) {
      const target = join(folder, 'tables', name);
      await mkdir(target, { recursive: true });
      // Small groups, so that columns come after the first of them.
      const options = { name, library: 'test', limits: { groupRows: 7 } };
      const { tables } = await exportRecording(bufferSource(bytes), target, options);
      for (const table of tables) rows[`tables/${name}/${table.file}`] = table.rows;
    }
    const said = execFileSync(python ?? '', [
      at('test/oracles/parquet/read.py'),
      folder,
      at('docs/export.md'),
    ]);
    const { files, answers } = JSON.parse(said.toString());
    const counts = Object.entries<{ rows: number }>(files).map(([path, file]) => [path, file.rows]);
    expect(Object.fromEntries(counts)).toEqual(rows);
    const battery = rows['tables/drive.ulg/battery_status.parquet'];
    expect(answers).toEqual([battery, 12, battery, 1, expect.any(Number)]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

import type { Fault } from '../../samples/faults.ts';
import { sampleMcap } from '../../samples/mcap/sample-mcap.ts';
import { createAggregator } from '../../src/diagnosis/aggregator.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { SummarisedFile } from '../../src/diagnosis/summarised-file.ts';
import { bufferSource } from '../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { type Figure, median } from '../figure.ts';

const distinct = 20;
/** For 10,000 summaries. */
const maxMs = 2_000;

/** What the gather and the diagnose stage compute; without their databases. */
export const gatherFigure: Figure = {
  name: 'gather',
  title: 'gather and diagnose 10,000 summaries',
  async measure({ quick, printLine }) {
    const files = await summarisedFiles(quick ? 1_000 : 10_000);
    const times: number[] = [];
    for (let round = 0; round < (quick ? 3 : 5); round += 1) {
      const started = performance.now();
      diagnose(gathered(files));
      times.push(performance.now() - started);
    }
    printLine(`${median(times).toFixed(0)} ms`);
    const milliseconds = median(times);
    const checks = quick
      ? []
      : [
          {
            what: 'in all',
            found: `${milliseconds.toFixed(0)} ms`,
            wanted: `≤ ${maxMs} ms`,
            met: milliseconds <= maxMs,
          },
        ];
    return { unit: 'ms', ours: milliseconds, ratios: [], checks };
  },
};

/** What the gather stage hands to the diagnose stage. */
export function gathered(files: readonly SummarisedFile[]) {
  const aggregator = createAggregator();
  for (const file of files) aggregator.add(file);
  return aggregator.finish();
}

export async function summarisedFiles(
  count: number,
  faults: readonly Fault[] = [],
): Promise<SummarisedFile[]> {
  const files: SummarisedFile[] = [];
  for (let index = 0; index < distinct; index += 1) {
    const startTime = new Date(Date.UTC(2026, 2, 14, 8, index));
    const bytes = sampleMcap({
      seed: index,
      startTime,
      faults: index % 4 === 0 ? ['log-errors', ...faults] : [],
    });
    const summary = await summariseFile(bufferSource(bytes));
    const name = `drive-${index}.mcap`;
    files.push({ file_id: name, name, size: bytes.length, sha256: `${index}`, state: 'parsed', summary });
  }
  return Array.from({ length: count }, (_, index) => {
    const file = files[index % distinct];
    if (!file) throw new RangeError('no sample was made');
    return { ...file, file_id: `${index}`, name: `${index}-${file.name}` };
  });
}

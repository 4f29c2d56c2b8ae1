import { rmSync } from 'node:fs';
import { pathSource } from '../../src/recordings/bytes/sources/path-source.ts';
import { openFileOutput } from '../../src/recordings/convert/file-output.ts';
import { writeMcap } from '../../src/recordings/convert/write-mcap.ts';
import { peakMemory } from '../process-memory.ts';

/** `node clip-file.ts FILE FROM TO` writes that time (nanoseconds) of an MCAP beside it, twice: the second time once the code is compiled. */
const [path = '', from = '', to = ''] = process.argv.slice(2);
const clip = `${path}.clip`;
let figures = {};
for (let round = 0; round < 2; round += 1) {
  const [started, busy] = [performance.now(), process.cpuUsage()];
  const output = openFileOutput(clip);
  const { messages } = await writeMcap([{ name: 'recording', source: await pathSource(path) }], output, {
    library: 'argus bench',
    window: { fromNs: BigInt(from), toNs: BigInt(to) },
  });
  output.close();
  const { user, system } = process.cpuUsage(busy);
  figures = {
    messages,
    seconds: (performance.now() - started) / 1e3,
    cpu_seconds: (user + system) / 1e6,
    // What getrusage(2) says begins with the memory of the process that started this one.
    peak_mb: (peakMemory(process.pid) ?? Number.NaN) / 1e6,
  };
}
rmSync(clip);
process.stdout.write(JSON.stringify(figures));

import { pathSource } from '../../src/recordings/bytes/sources/path-source.ts';
import { summariseFile } from '../../src/recordings/summarise-file.ts';
import { alternate } from '../alternate.ts';
import type { Measured } from '../figure.ts';
import { readWithPython } from '../peers/python-reader.ts';
import { ownProcessorSeconds } from '../processor-time.ts';
import type { Anchor, Comparison } from './comparisons.ts';
import { startCrateReader } from './crate-reader.ts';

interface Reading {
  messages: number;
  cpuSeconds: number;
}

interface Peer {
  read(): Promise<Reading>;
  close(): void;
}

/** Rounds until the code has been compiled. */
const warmUp = 2;

/** Ours against one anchor over the same file, in MB per second of processor time of all threads; undefined without the anchor. */
export async function compare(
  { counts }: Comparison,
  anchor: Anchor,
  file: { path: string; megabytes: number },
  rounds: number,
): Promise<Measured | undefined> {
  const peer = open(anchor, file.path);
  if (!peer) return undefined;
  let messages = 0;
  const ours = async () => {
    const reading = await readWithArgus(file.path, counts);
    messages = reading.messages;
    return file.megabytes / reading.cpuSeconds;
  };
  const reference = async () => {
    const reading = await peer.read();
    if (reading.messages !== messages)
      throw new Error(`${anchor.reader} finds ${reading.messages} messages, not ${messages}`);
    return file.megabytes / reading.cpuSeconds;
  };
  try {
    for (let round = 0; round < warmUp; round += 1) await ours();
    await reference();
    const result = await alternate({ rounds, ours, reference });
    return {
      unit: 'MB per CPU second',
      ...result,
      reference: { what: `${anchor.reader}: ${anchor.reads}`, value: result.reference },
      goal: { ratio: anchor.goal, better: 'higher' },
      checks: [],
    };
  } finally {
    peer.close();
  }
}

function open({ reader }: Anchor, path: string): Peer | undefined {
  if (!reader.endsWith('.py')) return startCrateReader(reader, path);
  const read = () => readWithPython(reader, path);
  if (!read()) return undefined;
  return {
    read: async () => read() ?? { messages: 0, cpuSeconds: Number.NaN },
    close: () => undefined,
  };
}

async function readWithArgus(path: string, counts: Comparison['counts'] = () => true): Promise<Reading> {
  const before = ownProcessorSeconds();
  const { verdict, topics } = await summariseFile(await pathSource(path));
  const cpuSeconds = ownProcessorSeconds() - before;
  if (verdict.code !== 'ok') throw new Error(`the sample was read as ${verdict.code}`);
  const messages = topics.filter(counts).reduce((sum, topic) => sum + topic.message_count, 0);
  return { messages, cpuSeconds };
}

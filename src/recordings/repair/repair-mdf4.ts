import type { RecordSink, StoredBlocks } from '../messages/measurement-sink.ts';
import { Mdf4Data } from './mdf4-data.ts';
import { writeDefinitions } from './mdf4-definitions.ts';
import { Mdf4Group } from './mdf4-group.ts';
import { Mdf4Output } from './mdf4-output.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';

/** For a file that has nothing but its identification. */
const noBlocks: StoredBlocks = { block: async () => undefined, bytes: async () => undefined };

/**
 * Every channel group with its records, channels, rules, texts, sources, events and attachments, finalised and sorted:
 * each group in a data group of its own, values of variable length apart, nothing compressed. Of several recordings in one
 * file the first is written. Memory holds a block of data of each group, 32 MiB together, and the places of blocks.
 */
export function repairMdf4(output: RepairOutput): RecordingRepair {
  const out = new Mdf4Output(output);
  const data = new Mdf4Data(out);
  const groups: Mdf4Group[] = [];
  let attachments = 0;
  let leftOut = 0;
  let hasEnded = false;

  const count = () => {
    leftOut += 1;
  };
  const uncounted: RecordSink = { record: count, incomplete: count };

  async function end(blocks: StoredBlocks, base: number, header: number): Promise<void> {
    if (hasEnded) return;
    hasEnded = true;
    ({ attachments } = await writeDefinitions(blocks, { base, header }, groups, out));
  }

  return {
    sink: {
      channel: () => undefined,
      measurement: {
        group(stored) {
          if (hasEnded) return uncounted;
          const group = new Mdf4Group(stored, data);
          groups.push(group);
          return group;
        },
        end,
      },
    },
    async end() {
      await end(noBlocks, 0, 64);
      const sum = (of: (group: Mdf4Group) => number) => groups.reduce((total, group) => total + of(group), 0);
      return {
        messages: sum(({ records }) => records),
        leftOut: leftOut + sum((group) => group.leftOut),
        attachments,
      };
    },
  };
}

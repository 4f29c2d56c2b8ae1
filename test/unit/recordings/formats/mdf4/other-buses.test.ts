import { expect, test } from 'vitest';
import { otherBusGroup, otherBusRecord } from '../../../../../samples/mdf4/bus-groups.ts';
import { writeMdf4 } from '../../../../../samples/mdf4/mdf4-writer.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const names = ['ETH_Frame', 'ETH_ChecksumError', 'FLX_Frame', 'FLX_NullFrame', 'FLX_Symbol', 'MOST_Message'];

test.each([true, false])(
  'frames of other buses are counted by bus and channel (sorted: %s)',
  async (sorted) => {
    const records = names.flatMap((_, group) =>
      [1n, 2n, 3n].map((ms) => ({ group, bytes: otherBusRecord(ms * 1_000_000n, 2, 100) })),
    );
    const content = {
      startNs: 1_700_000_000_000_000_000n,
      comment: '<HDcomment/>',
      groups: names.map(otherBusGroup),
      records,
    };
    const { bytes } = writeMdf4(content, { sorted, unfinished: false, packing: 'none', blockBytes: 0 });
    const { verdict, topics, metrics, codes } = await summarise(bytes);
    expect(verdict).toEqual({ code: 'ok', message: 'All 18 messages were read.' });
    expect(
      topics.map(({ name, message_count, bytes: size }) => [name, message_count, size]).toSorted(),
    ).toEqual([
      ['Ethernet 2', 6, 600],
      ['FLX_Symbol', 3, 36],
      ['FlexRay 2', 6, 600],
      ['MOST 2', 3, 300],
    ]);
    expect(codes.map(({ code, count }) => [code, count])).toEqual([['Ethernet 2: Ethernet error', 3]]);
    expect(metrics).toEqual([]);
  },
);

import { describe, expect, test } from 'vitest';
import { etherGroup, etherRecord } from '../../../../../samples/mdf4/bus-groups.ts';
import { writeMdf4 } from '../../../../../samples/mdf4/mdf4-writer.ts';
import { sampleEthernetMdf4 } from '../../../../../samples/mdf4/sample-ethernet.ts';
import { samplePcap } from '../../../../../samples/pcap/sample-pcap.ts';
import { meaningOfEthernet } from '../../../../support/recordings/ethernet-meaning.ts';
import { repaired } from '../../../../support/recordings/repaired.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const drive = { seconds: 12, faults: ['trouble-code', 'calls-fail'] } as const;

const layouts = [
  ['sorted, in records', { sorted: true, variable: false }],
  ['sorted, in blocks', { sorted: true }],
  ['sorted, in many packed blocks', { sorted: true, packing: 'deflate', blockBytes: 2_000 }],
  ['unsorted, in records', { variable: false }],
  ['unsorted, as records', {}],
  ['not finished, as records', { unfinished: true }],
  ['unsorted, in blocks (mdflib)', { valuesApart: true }],
  ['unsorted, in many blocks', { valuesApart: true, blockBytes: 3_000 }],
] as const;

describe.each(layouts)('frames of Ethernet, %s', (_, layout) => {
  test('are read as the packets of a capture: DoIP, SOME/IP, DLT', async () => {
    const bytes = sampleEthernetMdf4({ ...drive, ...layout });
    const found = await meaningOfEthernet(bytes);
    expect(found).toEqual(await meaningOfEthernet(samplePcap(drive)));
    expect(found.codes.map(([code]) => code)).toContain('U0100-87');
    expect(await summariseInPieces(bytes, 4_099)).toEqual(await summarise(bytes));
  });

  test('are all in the repaired file', async () => {
    const bytes = sampleEthernetMdf4({ ...drive, ...layout });
    const { result, bytes: clean } = await repaired(bytes);
    expect(result).toMatchObject({ leftOut: 0, verdict: { code: 'ok' } });
    expect(await meaningOfEthernet(clean)).toEqual(await meaningOfEthernet(bytes));
  });
});

test('frames whose payload is not whole are counted by channel', async () => {
  const group = etherGroup(40);
  const frame = Buffer.concat([Buffer.alloc(12), Buffer.of(0x08, 0x06), Buffer.alloc(40)]);
  const [whole, cut] = [etherRecord(group, 1n, frame), etherRecord(group, 2n, frame)];
  cut.writeUInt16LE(1_500, 23);
  const records = [whole, cut].map((bytes) => ({ group: 0, bytes }));
  const content = { startNs: 1_700_000_000_000_000_000n, comment: '', groups: [group], records };
  const { bytes } = writeMdf4(content, { sorted: true, unfinished: false, packing: 'none', blockBytes: 0 });
  const { topics, message_count } = await summarise(bytes);
  expect(topics.map(({ name, bytes: size }) => [name, size])).toEqual([
    ['Ethernet 1', 1_500],
    ['Ethernet ARP', 54],
  ]);
  expect(message_count).toBe(2);
});

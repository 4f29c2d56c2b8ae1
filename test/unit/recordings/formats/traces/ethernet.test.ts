import { describe, expect, test } from 'vitest';
import { sampleEthernetAsc } from '../../../../../samples/asc/sample-ethernet.ts';
import {
  ethernetObjects,
  extendedObject,
  plainObject,
  sampleEthernetBlf,
} from '../../../../../samples/blf/sample-ethernet.ts';
import { samplePcap } from '../../../../../samples/pcap/sample-pcap.ts';
import { fileOf } from '../../../../support/recordings/blf-objects.ts';
import { meaningOfEthernet } from '../../../../support/recordings/ethernet-meaning.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const drive = { seconds: 12, faults: ['trouble-code', 'calls-fail'] } as const;
const objects = Object.keys(ethernetObjects) as (keyof typeof ethernetObjects)[];

const traces: [name: string, write: () => Uint8Array][] = [
  ...objects.map((object): [string, () => Uint8Array] => [
    `BLF, ${object}`,
    () => sampleEthernetBlf({ ...drive, object }),
  ]),
  ['BLF in small containers', () => sampleEthernetBlf({ ...drive, containerBytes: 700 })],
  ['BLF without containers', () => sampleEthernetBlf({ ...drive, containerBytes: 0 })],
  ['ASC', () => sampleEthernetAsc(drive)],
  ['ASC with decimal numbers', () => sampleEthernetAsc({ ...drive, base: 'dec' })],
];

test.each(traces)('%s: frames of Ethernet are read as the packets of a capture', async (_, write) => {
  const bytes = write();
  const found = await meaningOfEthernet(bytes);
  expect(found).toEqual(await meaningOfEthernet(samplePcap(drive)));
  expect(found.codes.map(([code]) => code)).toContain('U0100-87');
  expect(await summariseInPieces(bytes, 4_099)).toEqual(await summarise(bytes));
});

/** ARP with 46 bytes. */
const arp = Buffer.concat([Buffer.alloc(12, 0xff), Buffer.of(0x08, 0x06), Buffer.alloc(46)]);
const tagged = Buffer.concat([arp.subarray(0, 12), Buffer.of(0x81, 0, 0, 5), arp.subarray(12)]);

describe('frames that are not whole, and requests to send one', () => {
  test('are counted by channel in a BLF', async () => {
    const { topics, verdict } = await summarise(
      fileOf([
        [71, plainObject(arp)],
        [71, plainObject(tagged)],
        [120, extendedObject(tagged)],
        [71, plainObject(arp).subarray(0, 60)],
        [120, extendedObject(arp, 2).subarray(0, 60)],
        [121, extendedObject(arp, 2, 2)],
        [71, plainObject(arp, 2, 2)],
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes]).sort()).toEqual([
      ['Ethernet 1', 1, 60],
      ['Ethernet 2 transmit requests', 2, 120],
      ['Ethernet 2', 1, 60],
      ['Ethernet ARP', 3, 188],
    ]);
  });

  test('are counted by channel in an ASC', async () => {
    const hex = arp.toString('hex');
    const lines = [
      'date Sat Mar 14 08:00:00 2026',
      'base hex  timestamps absolute',
      `   0.1 ETH 1 Rx 3c:${hex}`,
      `   0.2 ETH 1 TxFwd 3c:${hex} Sim:0`,
      `   0.3 ETH 1 TxRq 3c:${hex}`,
      `   0.4 ETH 1 Tx 5c:${hex}`,
      `   0.5 ETH 2 Rx 60:${hex}`,
      `   0.6 ETH 2 Rx 3c:${hex.slice(1)}`,
      '   0.7 ETH 2 Rx 0:',
    ];
    const { topics, verdict } = await summarise(Buffer.from(`${lines.join('\n')}\n`));
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes]).sort()).toEqual([
      ['Ethernet 1 transmit requests', 1, 60],
      ['Ethernet 1', 1, 92],
      ['Ethernet 2', 2, 156],
      ['Ethernet ARP', 2, 120],
      ['Ethernet, cut', 1, 0],
    ]);
  });
});

describe('frames that the recorder forwards to another channel', () => {
  const frame = (last: number) => Buffer.concat([arp.subarray(0, -1), Buffer.of(last)]);
  const sent = 1;
  const counts = async (bytes: Uint8Array) =>
    (await summarise(bytes)).topics.map(({ name, message_count }) => [name, message_count]).sort();

  test('are one packet in a BLF, and their copies are counted by channel', async () => {
    const objects: [number, Uint8Array][] = [
      [120, extendedObject(frame(1), 1)],
      [121, extendedObject(frame(1), 2, sent)],
      [121, extendedObject(frame(1), 3, sent)],
      [71, plainObject(frame(2), 1)],
      [120, extendedObject(frame(2), 2, sent)],
      // The same bytes on one channel, and received on two: senders that repeat themselves.
      [120, extendedObject(frame(3), 1)],
      [120, extendedObject(frame(3), 1, sent)],
      [120, extendedObject(frame(3), 2)],
      // The frame itself was not recorded.
      [121, extendedObject(frame(4), 2, sent)],
    ];
    expect(await counts(fileOf(objects))).toEqual([
      ['Ethernet 2 forwarded frames', 2],
      ['Ethernet 3 forwarded frames', 1],
      ['Ethernet ARP', 6],
    ]);
  });

  test('are one packet in an ASC, unless they come too late for a copy', async () => {
    const lines = [
      'date Sat Mar 14 08:00:00 2026',
      'base hex  timestamps absolute',
      ...[
        ['0.1000', '1 Rx', 1],
        ['0.1002', '2 TxFwd', 1],
        ['0.2000', '1 Rx', 2],
        ['0.2009', '2 Tx', 2],
        ['0.3000', '1 Rx', 3],
        ['0.3020', '2 Tx', 3],
        ['0.4000', '1 Rx', 4],
        ['0.4200', '2 TxFwd', 4],
      ].map(([time, way, last]) => `   ${time} ETH ${way} 3c:${frame(Number(last)).toString('hex')}`),
    ];
    expect(await counts(Buffer.from(`${lines.join('\n')}\n`))).toEqual([
      ['Ethernet 2 forwarded frames', 2],
      ['Ethernet ARP', 6],
    ]);
  });
});

test('damage in a BLF costs only the frames it touches', async () => {
  const bytes = sampleEthernetBlf({ ...drive, containerBytes: 0 });
  const whole = await summarise(bytes);
  const header = Buffer.from(bytes.buffer).indexOf('LOBJ', 20_000);
  bytes.fill(0x55, header, header + 16);
  const { verdict, message_count } = await summarise(bytes);
  expect(verdict.code).toBe('corrupt');
  expect(message_count).toBeLessThan(whole.message_count);
  expect(message_count).toBeGreaterThanOrEqual(whole.message_count - 4);
});

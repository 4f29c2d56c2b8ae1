import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ethernetFrame, ipPacket, socketCanFrame, udpFrame } from '../../../../../samples/pcap/packets.ts';
import { PcapngWriter, PcapWriter } from '../../../../../samples/pcap/pcap-writer.ts';
import { samplePcap } from '../../../../../samples/pcap/sample-pcap.ts';
import { captured, client, packetsOf, server, startNs } from '../../../../support/recordings/captures.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

describe('a pcap file', () => {
  test.each([
    { bigEndian: false, nanoseconds: false },
    { bigEndian: true, nanoseconds: false },
    { bigEndian: false, nanoseconds: true },
    { bigEndian: true, nanoseconds: true },
  ])('is read in both byte orders and resolutions (%o)', async (style) => {
    const { span, verdict, format } = await summarise(samplePcap({ seconds: 3, style }));
    expect({ format, code: verdict.code }).toEqual({ format: 'pcap', code: 'ok' });
    expect(span).toEqual({ start_ns: '1773475200010000000', end_ns: '1773475202960000000', clock: 'unix' });
  });

  test('gives the same however it is written and chunked', async () => {
    const bytes = samplePcap({ seconds: 3 });
    const whole = await summarise(bytes);
    expect(await summariseInPieces(bytes, 999)).toEqual(whole);
    const others = [
      samplePcap({ seconds: 3, ng: true }),
      samplePcap({ seconds: 3, style: { bigEndian: true } }),
    ];
    for (const other of others) {
      const summary = await summarise(other);
      expect(countsByTopic(summary)).toEqual(countsByTopic(whole));
      expect(summary.span).toEqual(whole.span);
    }
  });

  test('that its recorder truncated is counted and reported', async () => {
    const writer = new PcapWriter();
    const frame = udpFrame(client, server, Buffer.alloc(100));
    writer.packet(startNs, frame.subarray(0, 60), 0, frame.byteLength);
    const { verdict, logs, message_count } = await summarise(writer.bytes());
    expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: 1 });
    expect(logs[0]?.text).toBe('Counted but not read: packet cut by the recorder (1).');
  });

  test.each([
    ['microseconds', {}, 1_000_000],
    ['nanoseconds', { nanoseconds: true }, 1_000_000_000],
    ['microseconds, big endian', { bigEndian: true }, 1_000_000],
  ] as const)('counts a whole second in the fraction (%s) to the next second', async (_, style, fraction) => {
    const writer = new PcapWriter(style);
    for (const timeNs of [startNs, startNs + 5n, startNs + 10n])
      writer.packet(timeNs, udpFrame(client, server, Buffer.of(1)));
    const bytes = Buffer.from(writer.bytes());
    const at = (writer.starts[1] as number) + 4;
    if ('bigEndian' in style) bytes.writeUInt32BE(fraction, at);
    else bytes.writeUInt32LE(fraction, at);
    const { verdict, message_count, span } = await summarise(bytes);
    expect([verdict.code, message_count]).toEqual(['ok', 3]);
    expect(span?.end_ns).toBe(String((startNs / 1_000_000_000n + 1n) * 1_000_000_000n));
  });

  test('may have a clock that is set in the middle', async () => {
    const writer = new PcapWriter();
    for (const timeNs of [1_000_000_000n, 2_000_000_000n, startNs, startNs + 1n, startNs + 2n])
      writer.packet(timeNs, udpFrame(client, server, Buffer.of(1)));
    expect((await summarise(writer.bytes())).verdict.code).toBe('ok');
  });
});

describe('a pcapng file', () => {
  const frame = udpFrame(client, server, Buffer.of(1, 2, 3));

  test.each([
    ['microseconds', undefined],
    ['milliseconds', 3],
    ['nanoseconds', 9],
    ['a power of two', 0x80 | 20],
  ])('has timestamps in %s', async (_, resolution) => {
    const writer = new PcapngWriter();
    writer.interface({ linkType: 1, ...(resolution !== undefined && { resolution }) });
    writer.packet(startNs, frame);
    const { span } = await summarise(writer.bytes());
    const error = Number(BigInt(span?.start_ns ?? 0) - startNs);
    expect(Math.abs(error)).toBeLessThanOrEqual(resolution === 3 ? 1e6 : 1_000);
  });

  test('has interfaces with names, offsets and sections in both byte orders', async () => {
    const writer = new PcapngWriter({ bigEndian: true, software: 'dumpcap 4' });
    writer.interface({ linkType: 1, offsetSeconds: 1_600_000_000n });
    writer.packet(startNs, frame);
    writer.section(false);
    writer.interface({ linkType: 227, name: 'can0' });
    writer.interface({ linkType: 227, name: 'can1', resolution: 9 });
    const can = socketCanFrame({ id: 0x123, extended: false, data: Buffer.of(1) });
    writer.packet(startNs + 1_000n, can, 0);
    writer.obsoletePacket(startNs + 2_000n, can, 1);
    const summary = await summarise(writer.bytes());
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 3 messages were read.' });
    expect(countsByTopic(summary)).toEqual({ 'UDP 30501': 1, 'can0 0x123': 1, 'can1 0x123': 1 });
    expect(summary.span).toMatchObject({ start_ns: String(startNs), end_ns: String(startNs + 2_000n) });
    expect(summary.versions).toEqual([{ component: 'recorder', version: 'dumpcap 4' }]);
  });

  test('has packets without a time, which are counted at that of the previous packet', async () => {
    const writer = new PcapngWriter();
    writer.interface({ linkType: 1, snapLength: 45 });
    writer.packet(startNs, frame);
    writer.simplePacket(frame);
    const { span, message_count } = await summarise(writer.bytes());
    expect({ message_count, span }).toMatchObject({ message_count: 2, span: { end_ns: String(startNs) } });
  });

  test('reports how many packets its interfaces lost', async () => {
    const writer = new PcapngWriter();
    writer.interface({ linkType: 1, name: 'eth0' });
    writer.statistics(startNs, 0n);
    writer.statistics(startNs, 5n);
    writer.statistics(startNs, 12n);
    const { codes } = await summarise(writer.bytes());
    expect(codes).toMatchObject([
      { code: 'eth0: # packets were lost because the recorder was too slow', count: 2 },
    ]);
  });

  test('may hold blocks of a later version, which are counted and are not damage', async () => {
    const kinds = fc.oneof(
      fc.integer({ min: 11, max: 3_000 }),
      fc.constantFrom(0xbad, 0x40000bad, 0x7fffffff),
    );
    const blocks = fc.array(fc.record({ kind: kinds, body: fc.uint8Array({ maxLength: 100 }) }), {
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(blocks, fc.boolean(), async (later, bigEndian) => {
        const writer = new PcapngWriter({ bigEndian });
        writer.interface({ linkType: 1 });
        for (const { kind, body } of later) {
          writer.block(kind, body);
          writer.packet(startNs, frame);
        }
        const { verdict, message_count, logs } = await summarise(writer.bytes());
        expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: later.length });
        expect(logs.map(({ source }) => source)).toEqual(['PCAP']);
      }),
      { numRuns: 50 },
    );
  });

  test('of a later major version is named, and the next section is read', async () => {
    const writer = new PcapngWriter();
    writer.section(false, undefined, 2);
    writer.interface({ linkType: 1 });
    writer.section(false);
    writer.interface({ linkType: 1 });
    writer.packet(startNs, frame);
    const { verdict, message_count } = await summarise(writer.bytes());
    expect({ code: verdict.code, message_count }).toEqual({ code: 'unsupported', message_count: 1 });
  });
});

describe('link types', () => {
  const udp = (payload: Uint8Array) =>
    ipPacket(17, client, server, udpFrame(client, server, payload).subarray(34));
  const udp6 = (payload: Uint8Array) => udpFrame(client, server, payload, { ipv6: true }).subarray(14);
  const cooked = (protocol: number, hardware: number, packet: Uint8Array) => {
    const header = Buffer.alloc(16);
    header.writeUInt16BE(hardware, 2);
    header.writeUInt16BE(protocol, 14);
    return Buffer.concat([header, packet]);
  };
  const cooked2 = (protocol: number, hardware: number, packet: Uint8Array) => {
    const header = Buffer.alloc(20);
    header.writeUInt16BE(protocol, 0);
    header.writeUInt16BE(hardware, 8);
    return Buffer.concat([header, packet]);
  };
  const can = { id: 0x123, extended: false, data: Buffer.of(1, 2) };

  test.each([
    ['Ethernet', 1, ethernetFrame(udp(Buffer.of(1)))],
    ['Ethernet with a VLAN', 1, udpFrame(client, server, Buffer.of(1), { vlan: 7 })],
    ['IPv6', 1, udpFrame(client, server, Buffer.of(1), { ipv6: true })],
    ['raw IP', 101, udp(Buffer.of(1))],
    ['raw IP of Linux', 12, udp(Buffer.of(1))],
    ['raw IP of OpenBSD', 14, udp(Buffer.of(1))],
    ['loopback, little-endian', 0, Buffer.concat([Buffer.of(2, 0, 0, 0), udp(Buffer.of(1))])],
    ['loopback, big-endian', 0, Buffer.concat([Buffer.of(0, 0, 0, 2), udp(Buffer.of(1))])],
    ['loopback with IPv6', 0, Buffer.concat([Buffer.of(30, 0, 0, 0), udp6(Buffer.of(1))])],
    ['loopback of OpenBSD', 108, Buffer.concat([Buffer.of(0, 0, 0, 24), udp6(Buffer.of(1))])],
    ['Linux cooked', 113, cooked(0x0800, 1, udp(Buffer.of(1)))],
    ['Linux cooked 2', 276, cooked2(0x0800, 1, udp(Buffer.of(1)))],
  ])('%s is read', async (_, linkType, frame) => {
    const summary = await captured([frame], linkType);
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'UDP 30501': 1 });
  });

  test.each([
    ['SocketCAN', 227, (frame: Uint8Array) => frame],
    ['Linux cooked', 113, (frame: Uint8Array) => cooked(0x000c, 280, frame)],
    ['Linux cooked 2', 276, (frame: Uint8Array) => cooked2(0x000c, 280, frame)],
  ])('CAN frames of %s are read in either byte order', async (_, linkType, link) => {
    const frames = [
      { ...can, id: 0 },
      can,
      { ...can, id: 0x18da_f110, extended: true },
      { ...can, fd: true, data: Buffer.alloc(12) },
      { ...can, id: 0x124, remote: true },
    ];
    for (const littleEndian of [false, true]) {
      const summary = await captured(
        frames.map((frame) => link(socketCanFrame(frame, littleEndian))),
        linkType,
      );
      expect(countsByTopic(summary)).toEqual({
        'CAN 1 0x000': 1,
        'CAN 1 0x123': 2,
        'CAN 1 0x124': 1,
        'CAN 1 0x18DAF110': 1,
      });
      // A remote frame asks for data and has none.
      expect(summary.topics.find(({ name }) => name === 'CAN 1 0x124')?.bytes).toBe(0);
    }
  });

  test('ignore what drivers leave in the padding of classic frames', async () => {
    const padded = Buffer.from(socketCanFrame({ id: 0x123, extended: false, data: Buffer.of(1) }));
    padded.set([0x2e, 0x92, 4], 5);
    const { codes, topics } = await captured([padded, padded], 227);
    expect(codes).toEqual([]);
    expect(topics.map(({ name, type }) => [name, type])).toEqual([['CAN 1 0x123', 'CAN']]);
  });

  test('count what is not IP on a loopback interface', async () => {
    const summary = await captured([Buffer.of(7, 0, 0, 0, 1, 2), Buffer.of(2, 0)], 0);
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'link type 0 (BSD loopback)': 2 });
  });

  test('that are not supported are named, and their packets counted', async () => {
    const { verdict, message_count, topics } = await captured([Buffer.alloc(30), Buffer.alloc(30)], 195);
    expect(verdict.message).toBe(
      'At byte 24 packets have link type 195 (IEEE 802.15.4), which is not supported; 2 messages could be read.',
    );
    expect({ code: verdict.code, message_count }).toEqual({ code: 'unsupported', message_count: 2 });
    expect(topics[0]?.name).toBe('link type 195 (IEEE 802.15.4)');
  });

  test('of other protocols count their packets', async () => {
    const arp = Buffer.concat([Buffer.alloc(12), Buffer.of(8, 6), Buffer.alloc(28)]);
    const llc = Buffer.concat([Buffer.alloc(12), Buffer.of(0, 40), Buffer.alloc(40)]);
    const icmp = ethernetFrame(ipPacket(1, client, server, Buffer.alloc(8)));
    const fragment = Buffer.from(udpFrame(client, server, Buffer.alloc(40)));
    fragment[20] = 0x20;
    expect(countsByTopic(await captured([arp, llc, icmp, fragment, Buffer.alloc(5)]))).toEqual({
      'Ethernet ARP': 1,
      'Ethernet LLC': 1,
      ICMP: 1,
      'IPv4 fragments': 1,
      'Ethernet, cut': 1,
    });
  });
});

describe.skipIf(!realRecordings)('real captures', () => {
  test.each(['someip.pcap', 'someip.pcapng'])('%s has the packets that dpkt 1.9.8 reads', async (name) => {
    const summary = await summarise(readReal(`pcap/${name}`));
    expect(packetsOf(summary)).toBe(55);
    expect(countsByTopic(summary)).toMatchObject({ 'SOME/IP-SD': 33, 'SOME/IP 0x007B event 0x8005': 22 });
    expect(summary.span).toMatchObject({ start_ns: '1683656786972964000', end_ns: '1683656796996925000' });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DltWriter } from '../../../../../samples/dlt/dlt-writer.ts';
import {
  doip,
  doipDiagnostic,
  ethernetFrame,
  ipPacket,
  serviceDiscovery,
  socketCanFrame,
  someIp,
  tcpFrame,
  udpFrame,
} from '../../../../../samples/pcap/packets.ts';
import { PcapngWriter, PcapWriter } from '../../../../../samples/pcap/pcap-writer.ts';
import { sampleCanPcapng, samplePcap, writeSamplePcap } from '../../../../../samples/pcap/sample-pcap.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { readReal, realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const startNs = 1_700_000_000_123_456_000n;
const client = { host: 1, port: 50_000 };
const server = { host: 2, port: 30_501 };
const ecu = { host: 3, port: 13_400 };

/** A capture of these frames, one per millisecond. */
async function captured(frames: Uint8Array[], linkType = 1): Promise<FileSummary> {
  const writer = new PcapWriter({ linkType });
  for (const [index, frame] of frames.entries()) writer.packet(startNs + BigInt(index) * 1_000_000n, frame);
  return summarise(writer.bytes());
}

const packetTypes = new Set(['UDP', 'TCP', 'IP', 'Ethernet', 'packets']);

/** Each packet is counted once, whatever it carries. */
function packetsOf({ topics }: FileSummary): number {
  return topics
    .filter(({ type }) => packetTypes.has(type))
    .reduce((sum, { message_count }) => sum + message_count, 0);
}

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
    }
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

describe('SOME/IP', () => {
  const call = { service: 0x1234, method: 1 };

  test('gives services and methods as topics, and failed calls as errors of the log', async () => {
    const several = Buffer.concat([
      someIp({ ...call, method: 0x8001, type: 2 }, Buffer.alloc(7)),
      someIp({ ...call, method: 0x8002, type: 2 }),
    ]);
    const summary = await captured([
      udpFrame(server, client, several),
      udpFrame(client, server, someIp({ ...call, type: 0 })),
      udpFrame(server, client, someIp({ ...call, type: 0x81, returnCode: 3 })),
      tcpFrame(client, server, { sequence: 1, payload: someIp({ ...call, type: 0 }) }),
      tcpFrame(server, client, { sequence: 1, payload: someIp({ ...call, type: 0x80, returnCode: 0x20 }) }),
    ]);
    expect(countsByTopic(summary)).toEqual({
      'UDP 30501': 3,
      'TCP 30501': 2,
      'SOME/IP 0x1234 method 0x0001': 4,
      'SOME/IP 0x1234 event 0x8001': 1,
      'SOME/IP 0x1234 event 0x8002': 1,
    });
    expect(summary.codes.map(({ code, severity }) => `${severity} ${code}`).toSorted()).toEqual([
      'error SOME/IP 0x1234 method 0x0001: the call failed with E_UNKNOWN_METHOD',
      'error SOME/IP 0x1234 method 0x0001: the call failed with code_0x20',
    ]);
  });

  test('is not recognised if its messages do not fill the datagram', async () => {
    const payload = Buffer.concat([someIp({ ...call, type: 0 }), Buffer.of(1)]);
    expect(countsByTopic(await captured([udpFrame(client, server, payload)]))).toEqual({ 'UDP 30501': 1 });
  });

  test('discovery shows which services are withdrawn and which subscriptions refused', async () => {
    const { logs, codes } = await captured([
      udpFrame(
        client,
        server,
        serviceDiscovery([
          { type: 1, service: 0x1234, instance: 1, timeToLive: 3 },
          { type: 1, service: 0x1234, instance: 1, timeToLive: 0 },
          { type: 7, service: 0x1234, instance: 1, timeToLive: 0, group: 5 },
        ]),
      ),
    ]);
    expect(logs.map(({ source, text }) => `${source}: ${text}`)).toEqual([
      'SOME/IP-SD service 0x1234 instance 0x0001 event group 0x0005: a subscription was refused',
      'SOME/IP-SD service 0x1234 instance 0x0001: the service is no longer offered',
    ]);
    expect(codes).toHaveLength(1);
  });
});

describe('DoIP', () => {
  const vin = 'WVWZZZ1JZ3W386752';
  const codes = doipDiagnostic(0x1001, 0x0e00, [0x59, 0x02, 0xff, 0xc1, 0x00, 0x87, 0x2f]);

  /** The segments of a stream, with the given `lengths`. */
  function segments(bytes: Uint8Array, lengths: number[], first = 100): Uint8Array[] {
    const frames: Uint8Array[] = [];
    for (let at = 0, index = 0; at < bytes.byteLength; index += 1) {
      const payload = bytes.subarray(at, at + (lengths[index % lengths.length] as number));
      frames.push(tcpFrame(ecu, client, { sequence: first + at, payload }));
      at += payload.byteLength;
    }
    return frames;
  }

  const found = ({ codes: all }: FileSummary) =>
    all.filter(({ source }) => source === 'uds').map(({ code }) => code);

  test('gives trouble codes, identification and the VIN as UDS on CAN does', async () => {
    const announcement = doip(4, [...Buffer.from(vin), 0x10, 0x01, ...Buffer.alloc(13)]);
    const software = doipDiagnostic(0x1001, 0x0e00, [0x62, 0xf1, 0x89, ...Buffer.from('0411')]);
    const summary = await captured([
      udpFrame(ecu, client, announcement),
      ...segments(Buffer.concat([codes, software]), [1000]),
    ]);
    expect(found(summary)).toHaveLength(1);
    expect(summary.codes[0]).toMatchObject({ source: 'uds', first: { topic: 'DoIP 0x1001' } });
    expect(summary.versions).toContainEqual({ component: 'vin', version: vin });
    expect(summary.versions).toContainEqual({
      component: 'DoIP 0x1001 manufacturer software version',
      version: '0411',
    });
  });

  test('reports refusals', async () => {
    const summary = await captured([
      ...segments(doip(0x0006, [0x0e, 0, 0x10, 1, 0x00, 0, 0, 0, 0]), [100]),
      ...segments(doip(0x8003, [0x10, 0x01, 0x0e, 0x00, 0x03]), [100], 500_000),
      udpFrame(ecu, client, doip(0x0000, [0x02])),
    ]);
    expect(summary.codes.map(({ message }) => message).toSorted()).toEqual([
      'DoIP 0x1001: diagnostic message was refused: unknown target address (0x03).',
      'DoIP: message was refused: message too large (0x02).',
      'DoIP: routing activation was refused: unknown source address (0x00).',
    ]);
  });

  test.each([[[1]], [[3, 11]], [[8]], [[1000]]])(
    'is reassembled from segments of %j bytes',
    async (lengths) => {
      const stream = Buffer.concat([codes, codes, codes]);
      const summary = await captured(segments(stream, lengths, 0xffff_fff0));
      expect(countsByTopic(summary)['DoIP 0x1001']).toBe(3);
      expect(summary.codes.find(({ source }) => source === 'uds')?.count).toBe(3);
    },
  );

  test('is reassembled from segments in another order, and sent twice', async () => {
    const stream = Buffer.concat(Array.from({ length: 20 }, () => codes));
    const all = segments(stream, [7]);
    const [first = all[0] as Uint8Array, ...rest] = all;
    const shuffled = rest.flatMap((frame, index) =>
      index % 5 === 0 ? [rest[index + 1] ?? frame, frame] : [frame],
    );
    const summary = await captured([first, ...shuffled]);
    expect(countsByTopic(summary)['DoIP 0x1001']).toBe(20);
  });

  test('continues after segments that are not in the recording', async () => {
    const stream = Buffer.concat(Array.from({ length: 400 }, () => codes));
    const all = segments(stream, [codes.byteLength]).filter((_, index) => index !== 10);
    const summary = await captured(all);
    expect(countsByTopic(summary)['DoIP 0x1001']).toBe(399);
  });

  test('skips a message that is larger than the buffer', async () => {
    const large = doipDiagnostic(0x1001, 0x0e00, Buffer.alloc(300_000));
    const summary = await captured(segments(Buffer.concat([codes, large, codes]), [1_400]));
    expect(countsByTopic(summary)['DoIP 0x1001']).toBe(2);
  });
});

test('DLT in UDP is read like DLT in a file', async () => {
  const place = { timeNs: 0n, uptimeSeconds: 3, ecu: 'ECU1', app: 'APP1', context: 'CTX1' };
  const log = new DltWriter({ framing: 'none' });
  log.log('error', place, [{ text: 'first' }]);
  log.log('fatal', place, [{ text: 'second' }]);
  const summary = await captured([udpFrame({ host: 1, port: 3_490 }, client, log.bytes())]);
  expect(countsByTopic(summary)).toEqual({ 'UDP 3490': 1, 'ECU1/APP1/CTX1': 2 });
  expect(summary.logs.map(({ severity, text, time_ns }) => ({ severity, text, time_ns }))).toEqual([
    { severity: 'critical', text: 'second', time_ns: String(startNs) },
    { severity: 'error', text: 'first', time_ns: String(startNs) },
  ]);
});

describe('a damaged capture', () => {
  test('that ends early is reported, with the lost bytes', async () => {
    for (const ng of [false, true]) {
      const writer = writeSamplePcap({ seconds: 1, ng });
      const bytes = writer.bytes();
      const last = writer.starts.at(-1) as number;
      for (const end of [last + 3, last + 30, bytes.byteLength - 1]) {
        const summary = await summarise(bytes.subarray(0, end));
        expect(summary.verdict).toMatchObject({
          code: 'truncated',
          offset: last,
          damaged: [{ start: last, end }],
        });
        expect(packetsOf(summary)).toBe(writer.starts.length - 1);
      }
    }
  });

  test.each(['pcap', 'pcapng'])('loses no more than what is hit (%s)', async (kind) => {
    const frame = socketCanFrame({ id: 0x123, extended: false, data: Buffer.alloc(8, 0x55) });
    const style = { linkType: 227, name: 'can0' };
    const writer = kind === 'pcap' ? new PcapWriter(style) : new PcapngWriter();
    if (writer instanceof PcapngWriter) writer.interface(style);
    const header = writer.bytes().byteLength;
    for (let index = 0; index < 100; index += 1) writer.packet(startNs + BigInt(index) * 1_000_000n, frame);
    const bytes = writer.bytes();
    // After damage in a pcap, three packets in a row show where it continues.
    const extents = writer.starts.map((start, index) => ({
      start,
      end: writer.starts[index + 1] ?? bytes.byteLength,
      messages: 1,
      continued: kind === 'pcap' ? 1 : 0,
    }));
    await checkDamage(
      { bytes, extents, vital: [{ start: 0, end: header }] },
      { seed: 7_000, runs: 300, kinds: ['cut', 'flip', 'zero'] },
    );
  });

  test('with the description of its interface lost counts the packets', async () => {
    const bytes = Buffer.from(sampleCanPcapng({ seconds: 1 }));
    const whole = await summarise(bytes);
    bytes.fill(0xaa, 28, 28 + 3 * 40);
    const { verdict, message_count } = await summarise(bytes);
    expect(verdict.code).toBe('corrupt');
    expect(message_count).toBe(whole.message_count);
  });
});

describe('a hostile capture', () => {
  test('of many ports, connections and services is read in bounded memory', async () => {
    const frames: Uint8Array[] = [];
    for (let index = 0; index < 20_000; index += 1) {
      const from = { host: index & 0xff, port: 20_000 + (index % 40_000) };
      const to = { host: (index >> 8) & 0xff, port: 20_000 + ((index * 7) % 40_000) };
      const payload = someIp({ service: index & 0xffff, method: index >> 4, type: 0 });
      frames.push(index % 2 ? udpFrame(from, to, payload) : tcpFrame(from, to, { sequence: index, payload }));
    }
    const summary = await captured(frames);
    expect(summary.verdict.code).toBe('ok');
    expect(summary.topics.length + summary.omitted.topics).toBeLessThan(8_000);
  });

  test('of connections that wait for ever is read in bounded memory', async () => {
    const frames: Uint8Array[] = [];
    for (let index = 0; index < 3_000; index += 1) {
      const from = { host: index % 200, port: 20_000 + (index % 1_000) };
      const payload = Buffer.concat([Buffer.of(2, 0xfd, 0x80, 1, 0, 3, 0xff, 0xff), Buffer.alloc(1_300)]);
      frames.push(tcpFrame(from, ecu, { sequence: index * 5_000, payload }));
    }
    const summary = await captured(frames);
    expect(countsByTopic(summary)['TCP 13400']).toBe(3_000);
  });

  test.each(['pcap', 'pcapng'])('with any bytes changed gives a verdict (%s)', async (kind) => {
    const bytes = samplePcap({ seconds: 0.5, ng: kind === 'pcapng' });
    const edit = fc.record({
      at: fc.nat(bytes.length - 1),
      length: fc.nat(60),
      other: fc.uint8Array({ maxLength: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        let damaged = Buffer.from(bytes);
        for (const { at, length, other } of edits)
          damaged = Buffer.concat([damaged.subarray(0, at), other, damaged.subarray(at + length)]);
        const { verdict } = await summarise(damaged);
        expect(verdict.message).toMatch(/\.$/);
        for (const { start, end } of verdict.damaged ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(damaged.byteLength);
        }
      }),
      { numRuns: 150 },
    );
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

import fc from 'fast-check';
import { socketCanFrame, tcpFrame, udpFrame } from '../../../../samples/pcap/packets.ts';
import { PcapngWriter, PcapWriter } from '../../../../samples/pcap/pcap-writer.ts';
import type { RandomFile, RandomFormat } from '../random-format.ts';
import { canFrames } from './can-events.ts';

interface Packet {
  timeNs: bigint;
  bytes: Uint8Array;
}

const endpoint = fc.record({
  host: fc.integer({ min: 1, max: 20 }),
  // Those of DoIP (13400) and DLT (3490) carry messages, which are counted besides.
  port: fc.constantFrom(22, 80, 5_001, 30_490, 49_152, 65_535),
});

const packet = fc
  .record({
    from: endpoint,
    to: endpoint,
    payload: fc.uint8Array({ maxLength: 15, size: 'max' }),
    tcp: fc.boolean(),
    vlan: fc.option(fc.integer({ min: 1, max: 4_000 }), { nil: undefined }),
    ipv6: fc.boolean(),
    stepUs: fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 2_000_000 })),
  })
  .map(({ from, to, payload, tcp, vlan, ipv6, stepUs }) => {
    const options = { ipv6, ...(vlan !== undefined && { vlan }) };
    const bytes = tcp
      ? tcpFrame(from, to, { sequence: 1, payload }, options)
      : udpFrame(from, to, payload, options);
    return { stepUs, bytes };
  });

const ethernet = fc
  .record({
    startUs: fc.bigInt({ min: 1_000_000_000_000_000n, max: 2_000_000_000_000_000n }),
    packets: fc.array(packet, { minLength: 1, maxLength: 80, size: 'max' }),
  })
  .map(({ startUs, packets }) => {
    let timeUs = startUs;
    const timed = packets.map(({ stepUs, bytes }): Packet => {
      timeUs += BigInt(stepUs);
      return { timeNs: timeUs * 1_000n, bytes };
    });
    return { linkType: 1, packets: timed };
  });

const socketCan = canFrames({ buses: 1, fd: true, remote: true }).map((frames) => ({
  linkType: 227,
  packets: frames.map((frame): Packet => ({ timeNs: frame.timeNs, bytes: socketCanFrame(frame) })),
}));

const captures = fc.oneof(ethernet, socketCan);

const pcaps = fc
  .tuple(captures, fc.boolean(), fc.boolean())
  .map(([capture, bigEndian, nanoseconds]): RandomFile => {
    const writer = new PcapWriter({ bigEndian, nanoseconds, linkType: capture.linkType });
    for (const { timeNs, bytes } of capture.packets) writer.packet(timeNs, bytes);
    return { bytes: writer.bytes(), extension: '.pcap' };
  });

const pcapngs = fc
  .record({
    capture: captures,
    bigEndian: fc.boolean(),
    software: fc.option(fc.constant('Random 1.0'), { nil: undefined }),
    name: fc.option(fc.constantFrom('eth0', 'can0'), { nil: undefined }),
    // dpkt reads no other resolutions with offsets alike, see findings/pcapng-offset-and-resolution-read-two-ways.sh.
    resolution: fc.option(fc.constantFrom(6, 9, 0x94), { nil: undefined }),
    hasStatistics: fc.boolean(),
    hasUnknownBlock: fc.boolean(),
  })
  .map(({ capture, bigEndian, software, name, resolution, hasStatistics, hasUnknownBlock }): RandomFile => {
    const writer = new PcapngWriter({ bigEndian, ...(software !== undefined && { software }) });
    writer.interface({
      linkType: capture.linkType,
      ...(name !== undefined && { name }),
      ...(resolution !== undefined && { resolution }),
    });
    for (const [index, { timeNs, bytes }] of capture.packets.entries()) {
      if (hasUnknownBlock && index === 1) writer.block(0x0bad, Uint8Array.of(1, 2, 3, 4));
      writer.packet(timeNs, bytes);
      if (hasStatistics && index === 2) writer.statistics(timeNs, 0n);
    }
    return { bytes: writer.bytes(), extension: '.pcapng' };
  });

const reader = { reader: 'dpkt 1.9.8', script: 'captures.py', hasBytes: true } as const;

export const captureFormats: readonly RandomFormat[] = [
  // Its times are 64-bit seconds.
  { ...reader, name: 'pcap', files: pcaps, nearNs: 1_000 },
  // One resolution is 2⁻²⁰ s.
  { ...reader, name: 'pcapng', files: pcapngs, nearNs: 2_000 },
];

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { socketCanFrame, someIp, tcpFrame, udpFrame } from '../../../../../samples/pcap/packets.ts';
import { PcapngWriter, PcapWriter } from '../../../../../samples/pcap/pcap-writer.ts';
import { sampleCanPcapng, samplePcap, writeSamplePcap } from '../../../../../samples/pcap/sample-pcap.ts';
import { captured, ecu, packetsOf, startNs } from '../../../../support/recordings/captures.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

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

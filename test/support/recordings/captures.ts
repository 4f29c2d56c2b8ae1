import { PcapWriter } from '../../../samples/pcap/pcap-writer.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';
import { summarise } from './summarise.ts';

/** When captures of the tests begin, ns since 1970. */
export const startNs = 1_700_000_000_123_456_000n;
export const client = { host: 1, port: 50_000 };
export const server = { host: 2, port: 30_501 };
export const ecu = { host: 3, port: 13_400 };

/** A capture of these frames, one per millisecond. */
export async function captured(frames: Uint8Array[], linkType = 1): Promise<FileSummary> {
  const writer = new PcapWriter({ linkType });
  for (const [index, frame] of frames.entries()) writer.packet(startNs + BigInt(index) * 1_000_000n, frame);
  return summarise(writer.bytes());
}

const packetTypes = new Set(['UDP', 'TCP', 'IP', 'Ethernet', 'packets']);

/** Each packet is counted once, whatever it carries. */
export function packetsOf({ topics }: FileSummary): number {
  return topics
    .filter(({ type }) => packetTypes.has(type))
    .reduce((sum, { message_count }) => sum + message_count, 0);
}

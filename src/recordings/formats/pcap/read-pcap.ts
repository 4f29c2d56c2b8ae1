import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { isPcap } from './pcap-header.ts';

/** draft-ietf-opsawg-pcapng, "Section Header Block": its type reads the same in both byte orders. */
const sectionHeader = [0x0a, 0x0d, 0x0d, 0x0a];

export const pcapReader: RecordingReader = {
  format: 'pcap',
  detects: (head) => isPcap(head) || startsWithSection(head),
  readsUnsized: true,
  read: readPcap,
};

/** Summarises a capture of packets, pcap or pcapng. */
async function readPcap(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { CapturePackets } = await import('./capture-packets.ts');
  const { PcapWalk } = await import('./pcap-walk.ts');
  const { PcapngWalk } = await import('./pcapng-walk.ts');
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const reader = new ByteReader(source, options.signal);
  const packets = new CapturePackets(builder, damage, options.databases);
  try {
    await reader.fill(24);
    const head = reader.slice(0, Math.min(24, reader.available));
    const walk = isPcap(head)
      ? new PcapWalk(reader, packets, damage)
      : new PcapngWalk(reader, { packets, damage, builder, limits: options.limits });
    await walk.run();
    packets.finish();
    return builder.finish({ format: 'pcap', sizeBytes: reader.size, damage });
  } finally {
    await reader.close();
  }
}

/** The byte-order mark follows type and length. */
function startsWithSection(head: Uint8Array): boolean {
  if (!startsWith(head, sectionHeader)) return false;
  const mark = head.subarray(8);
  return startsWith(mark, [0x1a, 0x2b, 0x3c, 0x4d]) || startsWith(mark, [0x4d, 0x3c, 0x2b, 0x1a]);
}

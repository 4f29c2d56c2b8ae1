import { type PcapOptions, sendEthernet } from '../pcap/sample-pcap.ts';
import { resolveOptions } from '../sample-options.ts';
import { errorGroup, etherGroup, etherRecord } from './bus-groups.ts';
import { type Mdf4Layout, type SampleRecord, writeMdf4 } from './mdf4-writer.ts';

export interface EthernetMdf4Options
  extends Pick<PcapOptions, 'startTime' | 'seconds' | 'faults'>,
    Partial<Mdf4Layout> {
  /** Payloads separate from the records (variable length); otherwise each record has space for 1,500 bytes. */
  variable?: boolean;
}

/** The Ethernet traffic of the test car, as a bus logger records it. */
export function sampleEthernetMdf4(options: EthernetMdf4Options = {}): Uint8Array {
  const { startNs } = resolveOptions({ ...options, faults: [] });
  const group = etherGroup(options.variable === false ? 1_500 : 0);
  const records: SampleRecord[] = [];
  sendEthernet(options, (timeNs, frame) => {
    const value = group.valueAt === undefined ? {} : { value: frame.subarray(14) };
    records.push({ group: 0, bytes: etherRecord(group, timeNs - startNs, frame), ...value });
  });
  const { bytes } = writeMdf4(
    { startNs, comment: '<HDcomment/>', groups: [group, errorGroup], records },
    {
      sorted: options.sorted ?? false,
      unfinished: options.unfinished ?? false,
      packing: options.packing ?? 'none',
      blockBytes: options.blockBytes ?? 0,
      valuesApart: options.valuesApart ?? false,
    },
  );
  return bytes;
}

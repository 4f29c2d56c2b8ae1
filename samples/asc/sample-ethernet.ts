import { type PcapOptions, sendEthernet } from '../pcap/sample-pcap.ts';
import { resolveOptions } from '../sample-options.ts';

export interface EthernetAscOptions extends Pick<PcapOptions, 'startTime' | 'seconds' | 'faults'> {
  base?: 'hex' | 'dec';
}

/** The Ethernet traffic of the test car, as CANoe logs it on channel 1. */
export function sampleEthernetAsc(options: EthernetAscOptions = {}): Uint8Array {
  const { base = 'hex' } = options;
  const { startNs } = resolveOptions({ ...options, faults: [] });
  // As a number, so that its zone is UTC: the time in words has none.
  const date = new Date(Number(startNs / 1_000_000n)).toUTCString();
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(date) as RegExpExecArray;
  const lines = [`date Sat ${month} ${day} ${time} ${year}`, `base ${base}  timestamps absolute`];
  sendEthernet(options, (timeNs, frame) => {
    const since = timeNs - startNs;
    const seconds = `${since / 1_000_000_000n}.${String(since % 1_000_000_000n).padStart(9, '0')}`;
    const length = frame.byteLength.toString(base === 'hex' ? 16 : 10);
    lines.push(`   ${seconds} ETH 1 Rx  ${length}:${Buffer.from(frame).toString('hex').toUpperCase()}`);
  });
  return Buffer.from([...lines, ''].join('\n'));
}

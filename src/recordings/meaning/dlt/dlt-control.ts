import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { IdentifyingFindings } from '../../summary/summary-builder.ts';
import { reportLog } from '../interpret/log.ts';
import type { DltHeader } from './dlt-header.ts';
import type { DltRecord } from './dlt-record.ts';

/** PRS LogAndTraceProtocol R20-11, 5.4, "Control Messages". */
const services = { softwareVersion: 0x13, bufferOverflow: 0x23 } as const;
const answer = 2;
const statusOk = 0;
const longestVersion = 1_024;

/** Reads the software version of an ECU, and that messages were lost; other services are only counted. */
export function readControlMessage(
  header: DltHeader,
  record: DltRecord,
  topic: string,
  findings: IdentifyingFindings,
): void {
  const { view, at, high, low, offset } = record;
  const start = at + header.size;
  const end = at + header.length;
  // A response: the id of the service, then a byte of status.
  if (header.info !== answer || end - start < 5 || view.getUint8(start + 4) !== statusOk) return;
  const service = view.getUint32(start, header.littleEndian);
  const rest = start + 5;
  if (end - rest < 4) return;
  const figure = view.getUint32(rest, header.littleEndian);
  if (service === services.softwareVersion) {
    if (figure > end - rest - 4 || figure > longestVersion) return;
    const bytes = Buffer.from(view.buffer as ArrayBuffer, view.byteOffset + rest + 4, figure);
    const [version = ''] = bytes.toString('utf8').split('\0');
    findings.version(`ECU ${topic.split('/')[0]}`, version);
  } else if (service === services.bufferOverflow && figure > 0) {
    const text = `${figure} messages were lost because the buffer of the DLT daemon was full`;
    const place = { timeNs: nanoseconds(high, low), topic, offset };
    reportLog({ severity: 'warning', source: topic, text, kind: 'log' }, place, findings);
  }
}

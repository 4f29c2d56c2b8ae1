import type { Evidence } from '../../../src/report/report-schema.ts';
import { RecordedTime } from '../components/times.tsx';
import { formatCount } from '../lib/format.ts';

/** Where something was seen: file, topic, time and byte, as far as they are known. */
export function EvidencePlace({ evidence }: { evidence: Evidence }) {
  const { file_name, topic, time, offset } = evidence;
  return (
    <span class="evidence-place">
      {time !== undefined && <RecordedTime time={time} />}
      {topic !== undefined && <code>{topic}</code>}
      <bdi>{file_name}</bdi>
      {offset !== undefined && <span class="nowrap">byte {formatCount(offset)}</span>}
    </span>
  );
}

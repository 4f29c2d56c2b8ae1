import type { FileSummary, Nanoseconds } from '../../recordings/summary/file-summary.ts';

/** An event that two recorders of one drive would both have recorded, and its time on the clock of the file. */
export interface Landmark {
  time_ns: bigint;
  /** What has to be equal besides the key, e.g. the length of a gap in nanoseconds; 0 if the key is sufficient. */
  size: number;
}

/** By content, so that the same event has the same key in both files. */
export type Landmarks = ReadonlyMap<string, Landmark>;

/** Further ones hardly make an offset more certain. */
const most = 40;
/** What begins together with a file actually began at another time. */
const edgeNs = 2_000_000_000n;
/** A distinctive gap is longer than this many usual intervals, and than scheduling delays. */
const gapFactor = 10;
const shortestGapNs = 1_000_000_000;

/**
 * Log lines whose text occurs once, codes that began or ended inside the file, and distinctive gaps of topics. The
 * first and last messages of topics do not qualify: two recorders begin at different messages.
 */
export function landmarksOf({ span, logs, codes, topics }: FileSummary): Landmarks {
  const found = new Map<string, Landmark>();
  if (!span) return found;
  const from = BigInt(span.start_ns) + edgeNs;
  const to = BigInt(span.end_ns) - edgeNs;
  const put = (key: string, time: Nanoseconds, size = 0) => {
    if (found.size >= most) return;
    const time_ns = BigInt(time);
    if (time_ns > from && time_ns < to) found.set(key, { time_ns, size });
  };

  const texts = Map.groupBy(logs, ({ source, text }) => `log\u0000${source}\u0000${text}`);
  for (const [key, [line, second]] of texts) if (line && !second) put(key, line.time_ns);
  for (const { code, source, first, last, count } of codes) {
    put(`began\u0000${source}\u0000${code}`, first.time_ns);
    if (count > 1) put(`ended\u0000${source}\u0000${code}`, last.time_ns);
  }
  for (const { name, type, max_gap_ns, max_gap_at_ns, first_ns, last_ns, message_count } of topics) {
    if (max_gap_ns < shortestGapNs) continue;
    const usual = (Number(BigInt(last_ns) - BigInt(first_ns)) - max_gap_ns) / Math.max(1, message_count - 2);
    if (max_gap_ns >= gapFactor * usual) {
      put(`gap\u0000${name}\u0000${type}`, max_gap_at_ns, max_gap_ns);
    }
  }
  return found;
}

/** The rate is that of the last seconds: links change. */
const windowMs = 15_000;
/** Below, a rate says nothing yet. */
const shortestMs = 1_000;
/** Below, the rate is that of a connection that still speeds up, and the time it would take is none to tell. */
const estimateMs = 3_000;
const sampleMs = 250;

/** A file to upload: its path within the batch, and bytes. */
interface CountedFile {
  path: string;
  size: number;
}

export interface Totals {
  files: number;
  totalFiles: number;
  bytes: number;
  totalBytes: number;
  /** Bytes a second; undefined until there is something to go by. */
  rate: number | undefined;
  secondsLeft: number | undefined;
}

/** Sums over all files of an upload. What is sent again is not counted again, and nothing goes beyond its size. */
export function createTotals() {
  /** Bytes of each file, those that were there before this command among them. */
  const bytesOf = new Map<string, number>();
  let files = 0;
  let totalFiles = 0;
  let bytes = 0;
  let totalBytes = 0;
  /** Sent by this command. */
  let sent = 0;
  let samples: { at: number; sent: number }[] = [];
  /** When the first bytes went out. */
  let begunAt = Number.POSITIVE_INFINITY;

  function put({ path, size }: CountedFile, count: number): number {
    const now = Math.min(size, Math.max(0, count));
    const more = now - (bytesOf.get(path) ?? 0);
    bytesOf.set(path, now);
    bytes += more;
    return more;
  }

  function sample(nowMs: number): void {
    const last = samples.at(-1);
    if (last && nowMs - last.at < sampleMs) return;
    samples.push({ at: nowMs, sent });
    samples = samples.filter(({ at }) => at >= nowMs - windowMs);
  }

  return {
    add(added: readonly CountedFile[]): void {
      totalFiles += added.length;
      for (const { size } of added) totalBytes += size;
    },
    /** There already, so that it says nothing of the rate. */
    resumed(file: CountedFile, count: number): void {
      put(file, count);
    },
    sent(file: CountedFile, count: number, nowMs: number): void {
      begunAt = Math.min(begunAt, nowMs);
      // Where the link broke some has to be sent again: the rate is that at which the file comes on.
      sent += put(file, count);
      sample(nowMs);
    },
    stored(file: CountedFile): void {
      put(file, file.size);
      // Of 100,000 files only those under way are remembered.
      bytesOf.delete(file.path);
      files += 1;
    },
    /** It is not sent after all. */
    leftOut(file: CountedFile): void {
      put(file, 0);
      bytesOf.delete(file.path);
      totalFiles -= 1;
      totalBytes -= file.size;
    },
    bytesOf: ({ path }: CountedFile): number => bytesOf.get(path) ?? 0,
    now(nowMs: number): Totals {
      const [first] = samples.filter(({ at }) => at >= nowMs - windowMs);
      const ms = nowMs - (first?.at ?? nowMs);
      const moved = sent - (first?.sent ?? sent);
      const rate = ms >= shortestMs && moved > 0 ? Math.ceil((moved / ms) * 1000) : undefined;
      const steady = rate !== undefined && nowMs - begunAt >= estimateMs;
      const secondsLeft = steady ? (totalBytes - bytes) / rate : undefined;
      return { files, totalFiles, bytes, totalBytes, rate, secondsLeft };
    },
  };
}

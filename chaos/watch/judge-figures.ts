/** One scrape of one process. */
export interface Figures {
  rss: number;
  heap: number;
  /** Open file descriptors, including sockets. */
  handles: number;
}

export interface FigureSeries {
  /** `api 1`. */
  whose: string;
  /** Of one life of the process, in order, evenly spaced. */
  samples: readonly Figures[];
}

const MiB = 1024 * 1024;

/** Before that many samples, code and pools are still warming up. */
const minSamples = 20;

/**
 * How much higher the median of the last quarter may be than that of the second: V8 lets the heap grow to its limit,
 * and pools open connections while the load changes. With the load that vehicles generate, a leak of a batch's data
 * or of one socket per request exceeds these within a minute.
 */
const growth: Readonly<Record<keyof Figures, (before: number) => number>> = {
  rss: (before) => before * 1.35 + 64 * MiB,
  heap: (before) => before * 1.5 + 32 * MiB,
  handles: (before) => before * 1.25 + 30,
};

/** Sentences about what grew although it should be constant. */
export function judgeFigures(series: readonly FigureSeries[]): string[] {
  return series
    .filter(({ samples }) => samples.length >= minSamples)
    .flatMap(({ whose, samples }) =>
      (Object.keys(growth) as (keyof Figures)[]).flatMap((figure) => {
        const quarter = Math.floor(samples.length / 4);
        const before = medianOf(samples.slice(quarter, 2 * quarter), figure);
        const after = medianOf(samples.slice(-quarter), figure);
        return after <= growth[figure](before) ? [] : [`${whose}: ${figure} grew from ${before} to ${after}`];
      }),
    );
}

function medianOf(samples: readonly Figures[], figure: keyof Figures): number {
  const sorted = samples.map((sample) => sample[figure]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

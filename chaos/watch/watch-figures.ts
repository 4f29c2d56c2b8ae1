import { setTimeout as delay } from 'node:timers/promises';
import type { RoleProcess } from '../role-fleet.ts';
import { type FigureSeries, type Figures, judgeFigures } from './judge-figures.ts';

const everyMs = 1_000;
const answerWithinMs = 3_000;

export interface FiguresWatch {
  stop(): Promise<{ violations: string[]; peakRss: number; peakHandles: number }>;
}

/** Scrapes every process once a second, and finds what grows. A restarted process begins a new series. */
export function watchFigures(roles: readonly RoleProcess[]): FiguresWatch {
  const stopping = new AbortController();
  const series = new Map<string, FigureSeries & { samples: Figures[] }>();

  async function scrape({ name, index, figuresUrl }: RoleProcess): Promise<void> {
    const response = await fetch(figuresUrl, { signal: AbortSignal.timeout(answerWithinMs) });
    const { life, ...figures } = readFigures(await response.text());
    const key = `${name} ${index} ${life}`;
    const found = series.get(key) ?? { whose: `${name} ${index}`, samples: [] };
    series.set(key, found);
    found.samples.push(figures);
  }

  async function watch(role: RoleProcess): Promise<void> {
    while (!stopping.signal.aborted) {
      // Killed, stopped, or starting.
      await scrape(role).catch(() => undefined);
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const watching = Promise.all(roles.map(watch));
  return {
    async stop() {
      stopping.abort();
      await watching;
      const samples = [...series.values()].flatMap((one) => one.samples);
      return {
        violations: judgeFigures([...series.values()]),
        peakRss: Math.max(0, ...samples.map(({ rss }) => rss)),
        peakHandles: Math.max(0, ...samples.map(({ handles }) => handles)),
      };
    },
  };
}

/** `life` is the moment at which the process began. */
export function readFigures(text: string): Figures & { life: number } {
  const value = (name: string) => {
    const found = new RegExp(`^argus_${name} (\\S+)$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`no argus_${name}`);
    return Number(found);
  };
  return {
    life: value('process_start_time_seconds'),
    rss: value('process_resident_memory_bytes'),
    heap: value('nodejs_heap_size_used_bytes'),
    handles: value('process_open_fds'),
  };
}

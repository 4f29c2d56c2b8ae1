/**
 * node bench/simulate.ts [processor milliseconds by process, JSON]
 *
 * Where many small batches queue, on machines that nobody has here: batches come by chance (Poisson) and pass one station after the
 * other, each with so many cores and the processor time that `npm run bench -- many-batches` has measured for a batch. For each
 * layout: how many batches a second it carries, what gives first, and what is left of each station.
 */
import { createRandom } from '../samples/random.ts';

/** Processor time for a batch of five files of 33 kB, in milliseconds, by process: docs/figures.md, "Where it stops". */
const measured: Record<string, number> = {
  api: 38,
  'workflow worker': 67,
  'parse worker': 31,
  relay: 1.1,
  temporal: 40,
  postgres: 37,
  store: 9.4,
  kafka: 4,
  redis: 2.3,
};

/** Cores of each station; what is not named is out of the picture. */
const layouts: Record<string, Record<string, number>> = {
  // A process of Node uses one core, a parse worker one for each of its threads.
  'a machine for each role': {
    ...{ api: 1, 'workflow worker': 1, 'parse worker': 2, relay: 1 },
    ...{ temporal: 4, postgres: 4, store: 2, kafka: 2, redis: 1 },
  },
  'four of each role': {
    ...{ api: 4, 'workflow worker': 4, 'parse worker': 8, relay: 1 },
    ...{ temporal: 8, postgres: 8, store: 4, kafka: 2, redis: 1 },
  },
  'forty of each role, one relay, one Redis, one PostgreSQL': {
    ...{ api: 40, 'workflow worker': 40, 'parse worker': 40, relay: 1 },
    ...{ temporal: 64, postgres: 32, store: 32, kafka: 8, redis: 1 },
  },
  'the same with four relays and Redis by batch on four': {
    ...{ api: 40, 'workflow worker': 40, 'parse worker': 40, relay: 4 },
    ...{ temporal: 64, postgres: 32, store: 32, kafka: 8, redis: 4 },
  },
  'the same, four databases and four task queues': {
    ...{ api: 160, 'workflow worker': 160, 'parse worker': 160, relay: 16 },
    ...{ temporal: 256, postgres: 128, store: 128, kafka: 16, redis: 16 },
  },
};

const batches = 5_000;
/** A layout carries a rate while 99 of 100 batches wait no longer than this for cores, in milliseconds. */
const patience = 2_000;
const seed = 16;

interface Station {
  name: string;
  /** Mean service time of a batch, in milliseconds; exponential. */
  milliseconds: number;
  cores: number;
}

/** Milliseconds that 99 of 100 batches wait at most, all stations together, at so many batches a second. */
function waits(stations: readonly Station[], perSecond: number): number {
  const random = createRandom(seed);
  const exponential = (mean: number) => -mean * Math.log(1 - random.next());
  let clock = 0;
  let all = Array.from({ length: batches }, () => {
    clock += exponential(1000 / perSecond);
    return { at: clock, waited: 0 };
  });
  for (const { milliseconds, cores } of stations) {
    const freeAt = new Float64Array(cores);
    all = all
      .map(({ at, waited }) => {
        const core = freeAt.reduce((best, time, index) => (time < (freeAt[best] ?? 0) ? index : best), 0);
        const begins = Math.max(at, freeAt[core] ?? 0);
        const ends = begins + exponential(milliseconds);
        freeAt[core] = ends;
        return { at: ends, waited: waited + begins - at };
      })
      .sort((a, b) => a.at - b.at);
  }
  return all.map(({ waited }) => waited).sort((a, b) => a - b)[Math.floor(batches * 0.99)] ?? 0;
}

/** The highest rate within `patience`, by halving between nothing and what the narrowest station can do at all. */
function carries(stations: readonly Station[]): number {
  let [low, high] = [0, Math.min(...stations.map(most))];
  for (let step = 0; step < 8; step += 1) {
    const middle = (low + high) / 2;
    if (waits(stations, middle) <= patience) low = middle;
    else high = middle;
  }
  return low;
}

const most = ({ milliseconds, cores }: Station) => (1000 * cores) / milliseconds;

function describe(title: string, stations: readonly Station[]): string {
  const rate = carries(stations);
  const busy = stations
    .map((station) => ({ name: station.name, share: rate / most(station) }))
    .sort((a, b) => b.share - a.share);
  const shares = busy.slice(0, 4).map(({ name, share }) => `${name} ${(100 * share).toFixed(0)} %`);
  const day = (rate * 86_400) / 1e6;
  return `| ${title} | ${rate.toFixed(1)} | ${day.toFixed(2)} | ${shares.join(', ')} |`;
}

const given = process.argv[2];
const times: Record<string, number> = given === undefined ? measured : JSON.parse(given);
const together = Object.values(times).reduce((sum, each) => sum + each, 0);
const rows = [
  describe('all on two cores', [{ name: 'the two cores', milliseconds: together, cores: 2 }]),
  ...Object.entries(layouts).map(([title, cores]) =>
    describe(
      title,
      Object.entries(cores).map(([name, count]) => ({
        name,
        milliseconds: times[name] ?? 0.1,
        cores: count,
      })),
    ),
  ),
];
process.stdout.write(
  `| layout | batches a second | million a day | cores in use then |\n|---|---|---|---|\n${rows.join('\n')}\n`,
);

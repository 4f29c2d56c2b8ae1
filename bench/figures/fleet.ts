import type pg from 'pg';
import type { Check, Figure } from '../figure.ts';
import { median } from '../figure.ts';
import { generateFleet } from '../load/fleet.ts';

const goalMs = 100;

/** Queries about vehicles and the whole fleet over REST, one after the other, each in many variants. */
export const fleetFigure: Figure = {
  name: 'fleet',
  title: 'questions about a fleet of 100,000 batches, median of their p95',
  async measure({ system, quick, printLine }) {
    const size = quick
      ? { batches: 5_000, vehicles: 50, codes: 200 }
      : { batches: 100_000, vehicles: 1_000, codes: 2_000 };
    const { DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME } = system.environment;
    const connection: pg.ClientConfig = {
      ...(DB_HOST && { host: DB_HOST }),
      ...(DB_PORT && { port: Number(DB_PORT) }),
      ...(DB_USER && { user: DB_USER }),
      ...(DB_PASSWORD && { password: DB_PASSWORD }),
      ...(DB_NAME && { database: DB_NAME }),
    };
    printLine(`generating ${size.batches} batches of ${size.vehicles} vehicles`);
    await generateFleet(connection, size);
    const api = await system.startApi();
    try {
      const checks: Check[] = [];
      const p95s: number[] = [];
      for (const [what, pathOf] of Object.entries(questions(size))) {
        const times = await timesOf(`${api.url}/api/v1`, pathOf, quick ? 10 : 100);
        const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
        p95s.push(p95);
        printLine(`${what}: p50 ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`);
        checks.push({
          what: `${what}, p95`,
          found: `${p95.toFixed(1)} ms`,
          wanted: `≤ ${goalMs} ms`,
          met: p95 <= goalMs,
        });
      }
      return { unit: 'ms', ours: median(p95s), ratios: [], checks };
    } finally {
      await api.stop();
    }
  },
};

type PathOf = (round: number) => string;

function questions({ vehicles, codes }: { vehicles: number; codes: number }): Record<string, PathOf> {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const query = (path: string, values: Record<string, string | number>) =>
    `${path}?${new URLSearchParams(Object.entries(values).map(([name, value]): [string, string] => [name, `${value}`]))}`;
  return {
    'codes of the fleet, all time': () => '/fleet/codes',
    'codes of the fleet, 30 days': (round) =>
      query('/fleet/codes', { created_after: daysAgo(30 + round / 10) }),
    'codes of the fleet, 200 days': (round) =>
      query('/fleet/codes', { created_after: daysAgo(200 + round / 10) }),
    'codes of the fleet, 30 days half a year ago': (round) =>
      query('/fleet/codes', {
        created_after: daysAgo(210 + round / 10),
        created_before: daysAgo(180 + round / 10),
      }),
    'codes of the fleet, 30 days, severe ones': (round) =>
      query('/fleet/codes', { created_after: daysAgo(30 + round / 10), min_severity: 'error' }),
    'codes of a platform, severe ones': () =>
      query('/fleet/codes', { platform: 'van', min_severity: 'error' }),
    'platforms by software version, 12 months': () => '/fleet/software',
    'platforms by software version, all time': () =>
      query('/fleet/software', { component: 'planner', months: 120 }),
    'platforms by a version that all have': () => query('/fleet/software', { component: 'ros_distro' }),
    'what is new on the newest versions': () => query('/fleet/software/new', { component: 'planner' }),
    'a vehicle': (round) => `/vehicles/vehicle-${round % vehicles}`,
    vehicles: (round) => query('/vehicles', { cursor: `vehicle-${round % vehicles}` }),
    'vehicles by a part of the VIN': (round) =>
      query('/vehicles', { text: `W00${round % 1000}`.slice(0, 5) }),
    'vehicles, none found': () => query('/vehicles', { text: 'nothing has this' }),
    'reports of a code': (round) => query('/reports', { code: `CODE-${1 + ((round * 37) % codes)}` }),
    'reports of a version': (round) =>
      query('/reports', { component: 'planner', version: `1.${round % 20}` }),
    'reports by words, rare ones': (round) => query('/reports', { text: `verdict ${1 + round}` }),
    'reports by words, common ones': () => query('/reports', { text: 'verdict number' }),
    'reports by words and severity': (round) =>
      query('/reports', { text: `word${1 + round}`, severity: 'error' }),
    'reports of a week': (round) =>
      query('/reports', { created_after: daysAgo(100 + round), created_before: daysAgo(93 + round) }),
    'reports of a vehicle, severe ones': (round) =>
      query('/reports', { vehicle_id: `vehicle-${round % vehicles}`, severity: 'critical' }),
  };
}

/** Sorted; the first requests, which open connections and plan queries, are not counted. */
async function timesOf(base: string, pathOf: PathOf, rounds: number): Promise<number[]> {
  const times: number[] = [];
  const warm = 3;
  for (let round = -warm; round < rounds; round += 1) {
    const started = performance.now();
    const response = await fetch(`${base}${pathOf(round + warm)}`);
    await response.arrayBuffer();
    const spent = performance.now() - started;
    if (!response.ok) throw new Error(`${pathOf(round + warm)} → ${response.status}`);
    if (round >= 0) times.push(spent);
  }
  return times.sort((a, b) => a - b);
}

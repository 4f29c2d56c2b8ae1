import { createRandom, type Random } from '../../random.ts';
import type { FlightFault } from '../../ulog/flight-faults.ts';
import { sampleUlog } from '../../ulog/sample-ulog.ts';
import type { ProofFile } from '../known-fault.ts';
import { busRecording } from './bus.ts';
import { type BusFaults, type Cascade, type ComputerFaults, driveSeconds } from './cascade.ts';
import { computerRecording } from './computer.ts';

/** What may follow from a root: its rule, how long after, and how it is put in. */
interface Step {
  rule: string;
  /** Seconds after the root: at least and at most. */
  after: readonly [number, number];
  put(faults: Faults, at: number): void;
}

interface Faults {
  computer: ComputerFaults;
  bus: BusFaults;
}

interface Story {
  root: string;
  put(faults: Faults, at: number): void;
  steps: Step[];
}

function line(faults: Faults, from: number, text: string, name: string, count = 15): void {
  faults.computer.lines = [...(faults.computer.lines ?? []), { from, count, level: 40, name, text }];
}

const noAnswer = (after: Step['after']): Step => ({
  rule: 'repeated-log-errors',
  after,
  put: (faults, at) => line(faults, at, 'No data from lidar, timeout after 500 ms', 'perception'),
});

const lidarSilent = (after: Step['after']): Step => ({
  rule: 'silent-topic',
  after,
  put: ({ computer }, at) => {
    computer.lidar = { from: at, to: at + 12 };
  },
});

const missingPartner: Step = {
  rule: 'obd-dtc',
  after: [1, 4],
  put: ({ bus }, at) => {
    bus.lost = at;
  },
};

const busOff: Step = {
  rule: 'bus-off',
  after: [0.5, 4],
  put: ({ bus }, at) => {
    bus.errors = at;
  },
};

const identifierSilent: Step = {
  rule: 'silent-topic',
  after: [0.5, 5],
  put: ({ bus }, at) => {
    bus.silence = at;
  },
};

/** Stories of cars and robots: a computer with sensors, and a bus. */
const stories: Story[] = [
  {
    root: 'under-voltage',
    put: ({ computer }, at) => {
      computer.supply = { from: at, to: at + 10 };
    },
    steps: [
      busOff,
      lidarSilent([1, 6]),
      missingPartner,
      {
        rule: 'repeated-log-errors',
        after: [1, 8],
        put: (faults, at) => line(faults, at, 'Camera 2 restarted after brown-out', 'camera_driver'),
      },
    ],
  },
  {
    root: 'weak-cranking',
    put: ({ bus }, at) => {
      bus.cranking = at;
    },
    steps: [
      {
        rule: 'repeated-log-errors',
        after: [1, 8],
        put: (faults, at) => line(faults, at, 'Camera 2 restarted, unexpected reset', 'camera_driver'),
      },
      lidarSilent([1, 6]),
      missingPartner,
      busOff,
    ],
  },
  { root: 'bus-errors', put: busOff.put, steps: [identifierSilent, missingPartner] },
  {
    root: 'cpu-saturation',
    put: ({ computer }, at) => {
      computer.processor = at;
    },
    steps: [
      {
        rule: 'repeated-log-errors',
        after: [1, 20],
        put: (faults, at) => line(faults, at, 'Deadline of the control loop missed', 'controller'),
      },
      lidarSilent([2, 20]),
    ],
  },
  {
    root: 'disk-nearly-full',
    put: ({ computer }, at) => {
      computer.disk = at;
    },
    steps: [
      {
        rule: 'repeated-log-errors',
        after: [1, 30],
        put: (faults, at) => line(faults, at, 'write failed: No space left on device', 'recorder'),
      },
    ],
  },
  {
    root: 'over-temperature',
    put: ({ computer }, at) => {
      computer.heat = at;
    },
    steps: [
      {
        rule: 'cpu-saturation',
        after: [15, 25],
        put: ({ computer }, at) => {
          computer.processor = at;
        },
      },
      {
        rule: 'repeated-log-errors',
        after: [12, 25],
        put: (faults, at) => line(faults, at, 'CPU clock throttled, package too hot', 'thermald'),
      },
    ],
  },
  { root: 'silent-topic', put: lidarSilent([0, 0]).put, steps: [noAnswer([0.6, 5])] },
  {
    root: 'memory-pressure',
    put: ({ computer }, at) => {
      computer.memory = at;
    },
    steps: [
      {
        rule: 'repeated-log-errors',
        after: [2, 20],
        put: (faults, at) => line(faults, at, 'std::bad_alloc in point cloud filter', 'perception'),
      },
      lidarSilent([3, 25]),
    ],
  },
];

/** Faults that none of the stories explains, or that the stories could explain if they had not come long before. */
const others: (Omit<Step, 'after'> & { before?: true })[] = [
  {
    rule: 'silent-topic',
    before: true,
    put: ({ computer }, at) => {
      computer.lidar = { from: at, to: at + 6 };
    },
  },
  {
    rule: 'repeated-log-errors',
    before: true,
    put: (faults, at) => line(faults, at, 'No data from lidar, timeout after 500 ms', 'perception', 12),
  },
  {
    rule: 'obd-dtc',
    put: ({ bus }) => {
      bus.mixture = true;
    },
  },
  {
    rule: 'repeated-log-errors',
    put: (faults, at) => line(faults, at, 'Map tile could not be loaded', 'localization', 12),
  },
  {
    rule: 'disk-nearly-full',
    put: ({ computer }) => {
      computer.disk = 0;
    },
  },
];

/** The cascade of a seed: a root with two to six findings around it, on two or three recorders. */
export function randomCascade(seed: number): Cascade {
  const random = createRandom(seed * 7919);
  const within = (from: number, to: number) => from + random.next() * (to - from);
  if (random.next() < 0.3) return flightCascade(seed, random);
  const story = stories[Math.floor(random.next() * stories.length)] as Story;
  const faults: Faults = { computer: {}, bus: {} };
  const begin = within(40, 65);
  story.put(faults, begin);
  const steps = story.steps.filter((_, i) => i === 0 || random.next() < 0.7);
  for (const { put, after } of steps) put(faults, begin + within(...after));
  const used = new Set([story.root, ...steps.map(({ rule }) => rule)]);
  const apart = others.filter(({ rule }) => {
    const free = !used.has(rule) && random.next() < 0.4;
    if (free) used.add(rule);
    return free;
  });
  for (const { put, before } of apart) put(faults, within(5, before ? begin - 25 : driveSeconds - 20));
  return {
    seed,
    story: `${story.root}, then ${steps.map(({ rule }) => rule).join(', ')}`,
    files: recordingsOf(faults, seed, random),
    root: story.root,
    follows: steps.map(({ rule }) => rule),
    apart: apart.map(({ rule }) => rule),
  };
}

/** The clocks of the recorders differ: the bus logger's by up to a second, the telematics unit's by up to five. */
function recordingsOf({ computer, bus }: Faults, seed: number, random: Random): ProofFile[] {
  const split = random.next() < 0.4;
  const busAhead = random.next() * 2 - 1;
  const ahead = random.next() * 10 - 5;
  const main: ProofFile = {
    name: 'computer_00.mcap',
    make: () => computerRecording(computer, { seed, recorded: split ? 'without battery' : 'all' }),
  };
  const telematics: ProofFile = {
    name: 'telematics_00.mcap',
    make: () => computerRecording(computer, { seed, recorded: 'battery', ahead }),
  };
  const logger: ProofFile = { name: 'bus_00.log', make: () => busRecording(bus, busAhead) };
  return [main, ...(split ? [telematics] : []), logger];
}

/** Chains of faults of a flight controller: each may be followed by the next. */
const chains: (readonly (readonly [fault: FlightFault, rule: string])[])[] = [
  [
    ['gps-jammed', 'gps-jamming'],
    ['gps-lost', 'gps-loss'],
    ['compass-disturbed', 'estimator-fault'],
    ['failsafe', 'px4-failsafe'],
  ],
  [
    ['gps-lost', 'gps-loss'],
    ['compass-disturbed', 'estimator-fault'],
    ['failsafe', 'px4-failsafe'],
  ],
  [
    ['vibration', 'vibration'],
    ['compass-disturbed', 'estimator-fault'],
    ['failsafe', 'px4-failsafe'],
  ],
  [
    ['battery-critical', 'low-battery'],
    ['failsafe', 'px4-failsafe'],
  ],
];

const flightSeconds = 120;

function flightCascade(seed: number, random: Random): Cascade {
  const chain = chains[Math.floor(random.next() * chains.length)] as (typeof chains)[number];
  let at = 50 + random.next() * 15;
  const begins: Partial<Record<FlightFault, number>> = {};
  for (const [fault] of chain) {
    begins[fault] = at / flightSeconds;
    at += 3 + random.next() * 5;
  }
  const apart: (readonly [FlightFault, string])[] =
    random.next() < 0.5 ? [['cell-imbalance', 'cell-imbalance']] : [];
  for (const [fault] of apart) begins[fault] = 0.3 + random.next() * 0.5;
  const [root = '', ...follows] = chain.map(([, rule]) => rule);
  return {
    seed,
    story: chain.map(([, rule]) => rule).join(', then '),
    files: [
      {
        name: 'flight.ulg',
        make: () =>
          sampleUlog({ seed, seconds: flightSeconds, begins, faults: Object.keys(begins) as FlightFault[] }),
      },
    ],
    root,
    follows,
    apart: apart.map(([, rule]) => rule),
  };
}

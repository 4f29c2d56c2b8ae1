import type {
  CounterSummary,
  FileSummary,
  Occurrence,
  TopicSummary,
} from '../../recordings/summary/file-summary.ts';
import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { busOf } from './senders.ts';
import { compareSightings, sightingIn } from './sighting.ts';
import { createTopList } from './top-list.ts';

const kept = 50;

type CounterFault = Aggregate['counter_faults'][number];

/** Frames lost or repeated by the counters in them, of each sender of each file; the greatest shares are kept. */
export function createCounterFaults() {
  const faults = createTopList<CounterFault>(
    kept,
    (a, b) => faultShare(b) - faultShare(a) || compareSightings(a.at, b.at),
  );
  return {
    add(file: SummarisedFile): void {
      for (const fault of faultsIn(file)) faults.add(fault);
    },

    finish: () => ({ counter_faults: faults.items() }),
  };
}

/** Share of the frames due that is lost or repeated, 0-1. */
export function faultShare({
  due,
  lost,
  repeated,
}: Pick<CounterSummary, 'due' | 'lost' | 'repeated'>): number {
  return due === 0 ? 0 : (lost + repeated) / due;
}

function faultsIn(file: SummarisedFile): CounterFault[] {
  const counted = countedIn(file.summary);
  return counted.flatMap(({ topic, bus, counter }) => {
    const at = firstOf(counter);
    if (!at) return [];
    const same = counted.filter((other) => other.bus === bus);
    const { signal, due, lost, repeated } = counter;
    return [
      {
        at: sightingIn(file, at),
        bus,
        message: topic.type,
        signal,
        due,
        lost,
        repeated,
        senders: same.length,
        faulty: same.filter((other) => other.counter.lost > 0).length,
      },
    ];
  });
}

interface Counted {
  topic: TopicSummary;
  bus: string;
  counter: CounterSummary;
}

function countedIn({ topics }: FileSummary): Counted[] {
  return topics.flatMap((topic) =>
    topic.counter ? [{ topic, bus: busOf(topic.name) ?? '', counter: topic.counter }] : [],
  );
}

function firstOf({ lost_at, repeated_at }: CounterSummary): Occurrence | undefined {
  return lost_at ?? repeated_at;
}

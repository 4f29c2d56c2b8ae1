import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { compareSightings, sightingIn } from './sighting.ts';
import type { timingOf } from './timing.ts';
import { createTopList } from './top-list.ts';

const kept = { pauses: 50, setBacks: 50 };

/** Places where the recording of a file paused, or its times run backwards. */
export function createInterruptions() {
  const pauses = createTopList<Aggregate['pauses'][number]>(
    kept.pauses,
    (a, b) => b.length_ns - a.length_ns || compareSightings(a.at, b.at),
  );
  const setBacks = createTopList<Aggregate['set_backs'][number]>(kept.setBacks, (a, b) =>
    compareSightings(a.at, b.at),
  );
  return {
    add(file: SummarisedFile, { pause, setBack }: ReturnType<typeof timingOf>): void {
      if (pause) {
        const { start_ns, ...rest } = pause;
        pauses.add({ at: sightingIn(file, { time_ns: start_ns, topic: '' }), ...rest });
      }
      if (setBack) setBacks.add({ at: sightingIn(file, setBack.at), topics: setBack.topics });
    },

    finish: (): Pick<Aggregate, 'pauses' | 'set_backs'> => ({
      pauses: pauses.items(),
      set_backs: setBacks.items(),
    }),
  };
}

import type { Aggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import { earlierSighting, sightingIn } from './sighting.ts';

const kept = 100;

/** Versions of software named in the files, with the number of files and the first of them. */
export function createVersions() {
  const versions = createBoundedMap<Aggregate['versions'][number]>(kept);
  return {
    add(file: SummarisedFile): void {
      const { summary } = file;
      for (const { component, version } of summary.versions) {
        const at = sightingIn(file, { time_ns: summary.span?.start_ns ?? '0', topic: '' });
        versions.put(
          `${component}\u0000${version}`,
          () => ({ component, version, files: 1, at }),
          (present) => {
            present.files += 1;
            present.at = earlierSighting(present.at, at);
          },
        );
      }
    },

    finish: () => versions.values(),
  };
}

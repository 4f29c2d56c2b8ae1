import { sharedTopics, type TopicSketch } from './topic-sketch.ts';

interface Recorded {
  format: string;
  sketch: TopicSketch;
}

/** Further recorders are assigned to the last one. */
const maxRecorders = 32;
/** Files of one recorder differ in rare topics; files of two recorders have hardly any topic in common. */
const sameRecorderShare = 0.3;

/**
 * Files grouped by the recorder that wrote them, recognised by format and topics; each group in the order of the
 * input.
 */
export function byRecorder<T extends Recorded>(files: readonly T[]): T[][] {
  const groups: [T, ...T[]][] = [];
  for (const file of files) {
    const own =
      groups.find(([first]) => haveOneRecorder(first, file)) ??
      (groups.length < maxRecorders ? undefined : groups.at(-1));
    if (own) own.push(file);
    else groups.push([file]);
  }
  return groups;
}

function haveOneRecorder(a: Recorded, b: Recorded): boolean {
  if (a.format !== b.format) return false;
  const without = a.sketch.length === 0 && b.sketch.length === 0;
  return without || sharedTopics(a.sketch, b.sketch) >= sameRecorderShare;
}

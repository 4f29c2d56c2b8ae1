import { sharedTopics, type TopicSketch } from './topic-sketch.ts';

/** Further recorders are taken for the last one. */
const mostRecorders = 32;
/** Rare topics make files of one recorder differ; those of two recorders have hardly any topic in common. */
const sameRecorderShare = 0.3;

/** Files by the recorder that wrote them, told by their topics; each group in the order in which the files come. */
export function byRecorder<T extends { sketch: TopicSketch }>(files: readonly T[]): T[][] {
  const groups: [T, ...T[]][] = [];
  for (const file of files) {
    const own =
      groups.find(([first]) => haveOneRecorder(first.sketch, file.sketch)) ??
      (groups.length < mostRecorders ? undefined : groups.at(-1));
    if (own) own.push(file);
    else groups.push([file]);
  }
  return groups;
}

function haveOneRecorder(a: TopicSketch, b: TopicSketch): boolean {
  return (a.length === 0 && b.length === 0) || sharedTopics(a, b) >= sameRecorderShare;
}

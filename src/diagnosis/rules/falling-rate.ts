import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import type { Pace } from '../gather/pace.ts';
import { compareSightings, comparesAcrossFiles } from '../gather/sighting.ts';
import type { TopicAggregate } from '../gather/topics.ts';
import { defineRule, evidenceAt } from '../rule.ts';

export const fallingRate = defineRule({
  id: 'falling-rate',
  version: 2,
  question: 'Which topics came more and more seldom from file to file?',
  severities: ['warning'],
  basis: 'inferred',
  thresholds: {
    ratio: {
      value: 1.5,
      unit: '',
      source: 'a third fewer messages; rates of regular senders differ by a few percent between files',
      min: 1.05,
      max: 100,
    },
  },
  likely_cause: 'The sender slows down: heat, processor load, a growing queue, or a link that gets worse.',
  advice: 'Compare with processor load and temperature over the drive; look for warnings of the sender.',
  evaluate: ({ topics }, limits) => {
    const found = topics
      .flatMap((topic) => slowerIn(topic, limits.ratio) ?? [])
      .sort((a, b) => b.ratio - a.ratio);
    const worst = found[0];
    if (!worst) return [];
    return [
      {
        severity: 'warning',
        title:
          found.length === 1
            ? `Topic ${quote(worst.topic.name)} fell from ${hertz(worst.before)} to ${hertz(worst.after)}`
            : `The rates of ${plural(found.length, 'topic')} fell, ${quote(worst.topic.name)} from ${hertz(worst.before)} to ${hertz(worst.after)}`,
        description: `${quote(worst.topic.name)} came at ${hertz(worst.before)} in ${quote(worst.before.at.file_name)}, but only at ${hertz(worst.after)} in the later ${quote(worst.after.at.file_name)}.`,
        evidence: found.flatMap(({ before, after }) => [
          evidenceAt(after.at, { detail: `${hertz(after)} in this file, ${hertz(before)} before` }),
        ]),
      },
    ];
  },
});

function slowerIn(topic: TopicAggregate, ratio: number) {
  const { fastest: before, slowest: after } = topic;
  if (!before?.regular || !after?.regular) return undefined;
  // Both mean and median have to show it: gaps increase a mean, and a median is only known within 12 %.
  const slower = after.interval_ns / before.interval_ns;
  if (slower < ratio || after.median_ns / before.median_ns < Math.sqrt(ratio)) return undefined;
  // For files with clocks of their own it is unknown which was later.
  if (!comparesAcrossFiles(before.at) || !comparesAcrossFiles(after.at)) return undefined;
  if (compareSightings(before.at, after.at) > 0) return undefined;
  return { topic, before, after, ratio: slower };
}

function hertz({ interval_ns }: Pace): string {
  const rate = 1e9 / interval_ns;
  return `${rate >= 10 ? rate.toFixed(0) : rate.toFixed(2)} Hz`;
}

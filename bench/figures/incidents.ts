import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { standardSettings } from '../../src/diagnosis/rule-settings.ts';
import { type Figure, median } from '../figure.ts';
import { ownProcessorSeconds } from '../processor-time.ts';
import { gathered, summarisedFiles } from './gather.ts';

/** Processor time with incidents, of that without. */
const goal = { ratio: 1.3, better: 'lower' } as const;

/** Faults of which some explain others. */
const related = [
  'under-voltage',
  'over-temperature',
  'cpu-saturation',
  'topic-gaps',
  'silent-topic',
] as const;

/** What incidents cost beside the rules, in processor time: the machine may be busy. */
export const incidentsFigure: Figure = {
  name: 'incidents',
  title: 'incidents of 10,000 summaries, processor time beside gathering and rules alone',
  async measure({ quick, printLine }) {
    const files = await summarisedFiles(quick ? 1_000 : 10_000, related);
    const rounds: { ours: number; alone: number }[] = [];
    for (let round = 0; round < (quick ? 3 : 5); round += 1) {
      const alone = processorMs(() =>
        judge(gathered(files), standardSettings, { previous: undefined, vin: undefined }),
      );
      const ours = processorMs(() => diagnose(gathered(files)));
      rounds.push({ ours, alone });
      printLine(`${ours.toFixed(0)} ms, without incidents ${alone.toFixed(0)} ms`);
    }
    return {
      unit: 'ms',
      ours: median(rounds.map(({ ours }) => ours)),
      reference: {
        what: 'without incidents',
        value: median(rounds.map(({ alone }) => alone)),
      },
      ratios: rounds.map(({ ours, alone }) => ours / alone),
      goal,
      checks: [],
    };
  },
};

function processorMs(work: () => unknown): number {
  const before = ownProcessorSeconds();
  work();
  return (ownProcessorSeconds() - before) * 1e3;
}

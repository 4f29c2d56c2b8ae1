import { severityRank } from '../../domain/severity.ts';
import type { LogAggregate } from '../aggregate.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { compareSightings, compareText, sightingIn } from './sighting.ts';
import { createTopList } from './top-list.ts';

const kept = 200;

/** The most severe log lines of the batch. */
export function createLogs() {
  const logs = createTopList<LogAggregate>(kept, compareLogs);
  return {
    add(file: SummarisedFile): void {
      for (const { severity, source, text, ...at } of file.summary.logs) {
        logs.add({ severity, source, text, at: sightingIn(file, at) });
      }
    },

    finish: () => ({ logs: logs.items(), omitted: logs.dropped() }),
  };
}

/** The most severe first, then the earliest; the text last, so that the order is total. */
function compareLogs(a: LogAggregate, b: LogAggregate): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    compareSightings(a.at, b.at) ||
    compareText(a.source, b.source) ||
    compareText(a.text, b.text)
  );
}

import type { Report } from '../report-schema.ts';
import { pairBy } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

/** Software by component; a component may have had several versions within one batch. */
export function compareVersions(before: Report, after: Report, most: number): Comparison['versions'] {
  const paired = pairBy(byComponent(before), byComponent(after), ({ component }) => component);
  const changed = paired.both.filter(
    (pair) => pair.before.versions.join('\n') !== pair.after.versions.join('\n'),
  );
  const lists = [paired.after, paired.before, changed];
  return {
    new: paired.after.slice(0, most),
    gone: paired.before.slice(0, most),
    changed: changed.slice(0, most).map((pair) => ({
      component: pair.after.component,
      before: pair.before.versions,
      after: pair.after.versions,
    })),
    unchanged: paired.both.length - changed.length,
    omitted: lists.reduce((sum, list) => sum + Math.max(0, list.length - most), 0),
  };
}

function byComponent({ versions }: Report): { component: string; versions: string[] }[] {
  const components = Map.groupBy(versions, ({ component }) => component);
  return [...components].map(([component, seen]) => ({
    component,
    versions: [...new Set(seen.map(({ version }) => version))].sort(),
  }));
}

import { relative } from 'node:path';
import type { Ignorer } from '@stryker-mutator/api/ignore';
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { contains, type Place, type Places } from './sample.ts';

/** The part of Babel's path that is read here; Stryker's own type leaves it empty. */
interface BabelPath {
  /** Lines from 1, columns from 0; generated nodes have no location. */
  node: { loc?: Place | null };
  hub: { file: { opts: { filename: string } } };
}

let places: Places = {};

/** Set before Stryker runs: plugins are loaded by path, so nothing can be passed to them. */
export function sampleOnly(sampled: Places): void {
  places = sampled;
}

/** A range given to Stryker includes all mutants inside it: those nested in the sampled one are ignored. */
const ignorer: Ignorer = {
  shouldIgnore(path) {
    const { node, hub } = path as unknown as BabelPath;
    const { loc } = node;
    if (!loc) return undefined;
    const sampled = places[relative('', hub.file.opts.filename)] ?? [];
    const zeroBased = {
      start: { line: loc.start.line - 1, column: loc.start.column },
      end: { line: loc.end.line - 1, column: loc.end.column },
    };
    return sampled.some((place) => contains(zeroBased, place)) ? undefined : 'not in the sample';
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'only-sampled', ignorer)];

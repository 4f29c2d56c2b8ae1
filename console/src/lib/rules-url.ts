import { withQuery } from '../api/request.ts';

interface RulesPlace {
  platform: string | null;
  /** The report that leads there. */
  batch: string;
  run: number;
  /** Words of the rules to show. */
  q?: string;
}

/** Where the rules that judged a report can be read, and set for the platform of its vehicle. */
export function rulesUrl({ platform, ...place }: RulesPlace): string {
  return withQuery('/rules', { platform: platform ?? undefined, ...place });
}

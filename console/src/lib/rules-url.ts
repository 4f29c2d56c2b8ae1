import { withQuery } from '../api/request.ts';

interface RulesPlace {
  platform: string | null;
  /** The report that leads there. */
  batch: string;
  run: number;
  /** Words of the rules to show. */
  q?: string;
}

/** URL of the rules that judged a report, where they can be set for the vehicle's platform. */
export function rulesUrl({ platform, ...place }: RulesPlace): string {
  return withQuery('/rules', { platform: platform ?? undefined, ...place });
}

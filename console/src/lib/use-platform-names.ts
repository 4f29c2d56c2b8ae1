import { listPlatforms } from '../api/fleet.ts';
import { useQuery } from './use-query.ts';

const offered = 200;

/** Suggested platforms; optional, since any name can be typed. */
export function usePlatformNames(): string[] {
  const { data } = useQuery('platforms', (signal) => listPlatforms(offered, signal));
  return data?.platforms.map(({ platform }) => platform) ?? [];
}

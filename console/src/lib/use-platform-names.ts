import { listPlatforms } from '../api/fleet.ts';
import { useQuery } from './use-query.ts';

const offered = 200;

/** Platforms to choose from while typing; without an answer, what is typed does as well. */
export function usePlatformNames(): string[] {
  const { data } = useQuery('platforms', (signal) => listPlatforms(offered, signal));
  return data?.platforms.map(({ platform }) => platform) ?? [];
}

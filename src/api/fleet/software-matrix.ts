import type { CellRow, VersionRow } from '../../stores/postgres/fleet-software.ts';
import { withRates } from './software-rates.ts';

/** A row for each platform, in the given order: its cells in the order of `versions`, and all others as one. */
export function softwareMatrix(
  platforms: readonly string[],
  versions: readonly Pick<VersionRow, 'id' | 'version'>[],
  cells: readonly CellRow[],
) {
  const byPlatform = Map.groupBy(cells, ({ platform }) => platform);
  return platforms.map((platform) => {
    const byVersion = new Map((byPlatform.get(platform) ?? []).map((cell) => [cell.version_id, cell]));
    const older = byVersion.get(null);
    return {
      platform: platform === '' ? null : platform,
      cells: versions.flatMap(({ id, version }) => {
        const cell = byVersion.get(id);
        return cell ? [{ version, ...withRates(cell) }] : [];
      }),
      older: older ? withRates(older) : null,
    };
  });
}

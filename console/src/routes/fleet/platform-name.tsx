/** Null: batches that name no platform. */
export function PlatformName({ platform }: { platform: string | null }) {
  return platform === null ? <span class="muted">No platform named</span> : <bdi>{platform}</bdi>;
}

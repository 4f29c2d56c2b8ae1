import { t } from '../../lib/language.ts';
/** Null: batches that name no platform. */
export function PlatformName({ platform }: { platform: string | null }) {
  return platform === null ? <span class="muted">{t('No platform named')}</span> : <bdi>{platform}</bdi>;
}

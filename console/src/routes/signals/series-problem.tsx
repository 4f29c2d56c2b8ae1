import { ErrorNotice } from '../../components/notice.tsx';
import { t } from '../../lib/language.ts';

interface SeriesProblemProps {
  error: Error;
  signals: readonly string[];
  onRetry(): void;
  onRemove(signal: string): void;
}

/** Nothing can be drawn. One of the signals may be what no recording has, so that each can be removed. */
export function SeriesProblem({ error, signals, onRetry, onRemove }: SeriesProblemProps) {
  return (
    <>
      <ErrorNotice error={error} onRetry={onRetry} />
      <ul class="signal-list" aria-label={t('Chosen signals')}>
        {signals.map((signal) => (
          <li key={signal}>
            <bdi>{signal}</bdi>{' '}
            <button
              type="button"
              class="button-quiet"
              aria-label={t('Remove {signal}', { signal })}
              onClick={() => onRemove(signal)}
            >
              {t('Remove')}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

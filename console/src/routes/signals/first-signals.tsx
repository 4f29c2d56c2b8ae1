import { useMemo } from 'preact/hooks';
import { t } from '../../lib/language.ts';
import {
  drawnFirst,
  listedOfEach,
  signalsThatMatter,
  textsAsked,
} from '../../lib/signals/signals-that-matter.ts';
import { useSignalList } from '../../lib/signals/use-signal-list.ts';

interface FirstSignalsProps {
  batchId: string;
  onChoose(signals: string[]): void;
}

/** Where nothing is drawn yet: what people look at first, to be drawn with one click. */
export function FirstSignals({ batchId, onChoose }: FirstSignalsProps) {
  const texts = useMemo(() => textsAsked([]), []);
  const { data } = useSignalList(batchId, texts, listedOfEach);
  const usual = useMemo(() => {
    const signals = data?.signals ?? [];
    // Those of one clock, so that all of them are on the same axis.
    const clock = signals.some((one) => one.clock === 'unix') ? 'unix' : signals[0]?.clock;
    return clock === undefined ? [] : signalsThatMatter(signals, [], clock, drawnFirst);
  }, [data]);
  return (
    <section class="panel" aria-label={t('First signals')}>
      <p>{t('Choose a signal: it is drawn here, and each further one below it on the same axis.')}</p>
      {usual.length > 0 && (
        <ul class="first-signals" aria-label={t('People look at these first')}>
          {usual.map(({ signal }) => (
            <li key={signal}>
              <button type="button" class="button" onClick={() => onChoose([signal])}>
                <bdi>{signal}</bdi>
              </button>
            </li>
          ))}
          {usual.length > 1 && (
            <li>
              <button
                type="button"
                class="button"
                onClick={() => onChoose(usual.map(({ signal }) => signal))}
              >
                {t('All of these')}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

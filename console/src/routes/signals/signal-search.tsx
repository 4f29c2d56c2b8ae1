import { useState } from 'preact/hooks';
import type { ListedSignal } from '../../api/signals.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { formatSpan, plural } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import { useSignalList } from '../../lib/signals/use-signal-list.ts';

interface SignalSearchProps {
  batchId: string;
  chosen: readonly string[];
  onChoose(signal: string): void;
}

const shown = 30;

/** Finds signals by words of their topic, field or unit. */
export function SignalSearch({ batchId, chosen, onChoose }: SignalSearchProps) {
  const [text, setText] = useState('');
  const { data, error, stale } = useSignalList(batchId, [text], shown);
  const found = (data?.signals ?? []).filter(({ signal }) => !chosen.includes(signal));
  return (
    <section class="panel signal-search" aria-label={t('Find signals')}>
      <label>
        {t('Topic, field or unit')}
        <input
          type="search"
          value={text}
          maxLength={200}
          autoComplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {error && <ErrorNotice error={error} />}
      <p role="status" class="small muted">
        {!data && !error && t('Looking for the signals…')}
        {data &&
          data.pending > 0 &&
          t('The signals of {files} are still being listed. ', { files: plural(data.pending, 'file') })}
        {data && found.length === 0 && data.pending === 0 && t('No other signal has these words.')}
      </p>
      <ul class={stale ? 'signal-list is-stale' : 'signal-list'}>
        {found.map((one) => (
          <li key={one.signal}>
            <button type="button" class="signal-choice" onClick={() => onChoose(one.signal)}>
              <bdi class="signal-topic">{one.topic}</bdi>
              <bdi class="signal-field">{one.field}</bdi>
              <span class="small muted">{factsOf(one)}</span>
            </button>
          </li>
        ))}
      </ul>
      {data && data.omitted > 0 && (
        <p class="small muted">
          {t('The list is full: at least {signals} of these recordings cannot be shown.', {
            signals: plural(data.omitted, 'other signal'),
          })}
        </p>
      )}
      {data?.more && <p class="small muted">{t('There are more: type what you look for.')}</p>}
    </section>
  );
}

function factsOf({ kind, unit, count, min, max }: ListedSignal): string {
  const range = min !== null && max !== null ? formatSpan(min, max) : undefined;
  const values = plural(count, kind === 'log' ? 'line' : 'value');
  return [range && `${range}${unit === null ? '' : ` ${unit}`}`, values].filter(Boolean).join(' · ');
}

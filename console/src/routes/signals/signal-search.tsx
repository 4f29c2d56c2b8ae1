import { useState } from 'preact/hooks';
import { type ListedSignal, listSignals } from '../../api/signals.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { formatCount, formatNumber, plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/use-query.ts';

interface SignalSearchProps {
  batchId: string;
  chosen: readonly string[];
  onChoose(signal: string): void;
}

const shown = 30;
/** While the signals of some files are still being listed. */
const pendingMs = 1_500;

/** Finds signals by words of their topic, field or unit. */
export function SignalSearch({ batchId, chosen, onChoose }: SignalSearchProps) {
  const [text, setText] = useState('');
  const [pending, setPending] = useState(false);
  const { data, error, stale } = useQuery(
    `signals ${batchId} ${text}`,
    async (signal) => {
      const page = await listSignals(batchId, { text, limit: shown }, signal);
      setPending(page.pending_files > 0);
      return page;
    },
    pending ? pendingMs : undefined,
  );
  const found = (data?.signals ?? []).filter(({ signal }) => !chosen.includes(signal));
  return (
    <section class="panel signal-search" aria-label="Find signals">
      <label>
        Topic, field or unit
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
        {!data && !error && 'Looking for the signals…'}
        {data &&
          data.pending_files > 0 &&
          `The signals of ${plural(data.pending_files, 'file')} are still being listed. `}
        {data && found.length === 0 && data.pending_files === 0 && 'No other signal has these words.'}
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
      {data?.next_cursor && <p class="small muted">There are more: type what you look for.</p>}
    </section>
  );
}

function factsOf({ kind, unit, count, min, max }: ListedSignal): string {
  const range =
    min !== null && max !== null ? `${formatNumber(min, 3)} to ${formatNumber(max, 3)}` : undefined;
  const values = kind === 'log' ? plural(count, 'line') : `${formatCount(count)} values`;
  return [range && `${range}${unit === null ? '' : ` ${unit}`}`, values].filter(Boolean).join(' · ');
}

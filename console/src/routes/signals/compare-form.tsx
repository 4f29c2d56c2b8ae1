import { t } from '../../lib/language.ts';

interface CompareFormProps {
  compare: string | undefined;
  onCompare(batchId: string | undefined): void;
}

/** A second batch on the same axis, from the beginning of each drive. */
export function CompareForm({ compare, onCompare }: CompareFormProps) {
  return (
    <form
      class="panel compare-form"
      aria-label={t('Compare')}
      onSubmit={(event) => {
        event.preventDefault();
        const text = String(new FormData(event.currentTarget).get('batch') ?? '');
        // The address of its page is as good as its id.
        onCompare(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0]);
      }}
    >
      <label>
        {t('Compare with batch')}
        <input
          name="batch"
          defaultValue={compare ?? ''}
          maxLength={300}
          autoComplete="off"
          spellcheck={false}
        />
      </label>
      <button type="submit" class="button">
        {t('Compare')}
      </button>
      {compare !== undefined && (
        <button type="button" class="button-quiet" onClick={() => onCompare(undefined)}>
          {t('Show this batch alone')}
        </button>
      )}
    </form>
  );
}

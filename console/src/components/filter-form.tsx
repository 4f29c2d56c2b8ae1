import type { ComponentChildren } from 'preact';
import { withQuery } from '../api/request.ts';
import { t } from '../lib/language.ts';
import { navigate } from '../lib/router.ts';
import { Link } from './link.tsx';

interface FilterFormProps {
  /** What it filters, for screen readers. */
  label: string;
  /** Of the page. */
  path: string;
  submit: string;
  /** Whether a filter is set. */
  active: boolean;
  children: ComponentChildren;
}

/** The filter is in the URL: it can be shared, and the back button restores it. */
export function FilterForm({ label, path, submit, active, children }: FilterFormProps) {
  const apply = (form: HTMLFormElement) => {
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
    navigate(withQuery(path, Object.fromEntries(entries)));
  };
  return (
    <search>
      <form
        class="filters"
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
        onChange={(event) => apply(event.currentTarget)}
      >
        {children}
        <button type="submit" class="button">
          {submit}
        </button>
        {active && (
          <Link class="filters-clear" href={path}>
            {t('Clear')}
          </Link>
        )}
      </form>
    </search>
  );
}

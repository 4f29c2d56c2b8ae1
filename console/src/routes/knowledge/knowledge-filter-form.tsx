import type { KnowledgeFilter } from '../../api/knowledge.ts';
import { withQuery } from '../../api/request.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { navigate } from '../../lib/router.ts';

/** The filter is in the address: it can be shared, and the way back leads through it. */
export function KnowledgeFilterForm({ filter }: { filter: KnowledgeFilter }) {
  const apply = (form: HTMLFormElement) => {
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
    navigate(withQuery('/knowledge', Object.fromEntries(entries)));
  };
  return (
    <search>
      <form
        class="filters"
        aria-label="Search the knowledge base"
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
      >
        <FilterField label="Code or words" name="q" value={filter.q} maxLength={200} />
        <FilterField label="Platform" name="platform" value={filter.platform} maxLength={64} />
        <label>
          Entries
          <select
            name="retired"
            value={filter.retired ?? ''}
            onChange={({ currentTarget: { form } }) => form && apply(form)}
          >
            <option value="">In use</option>
            <option value="true">Retired</option>
          </select>
        </label>
        <button type="submit" class="button">
          Search
        </button>
      </form>
    </search>
  );
}

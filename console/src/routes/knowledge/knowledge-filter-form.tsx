import type { KnowledgeFilter } from '../../api/knowledge.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { FilterForm } from '../../components/filter-form.tsx';
import { PlatformField } from '../../components/platform-field.tsx';

export function KnowledgeFilterForm({ filter }: { filter: KnowledgeFilter }) {
  const active = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm label="Search the knowledge base" path="/knowledge" submit="Search" active={active}>
      <FilterField label="Code or words" name="q" value={filter.q} maxLength={200} />
      <PlatformField value={filter.platform} />
      <label>
        Entries
        <select name="retired" value={filter.retired ?? ''}>
          <option value="">In use</option>
          <option value="true">Retired</option>
        </select>
      </label>
    </FilterForm>
  );
}

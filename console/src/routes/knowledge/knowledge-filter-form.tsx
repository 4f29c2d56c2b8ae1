import type { KnowledgeFilter } from '../../api/knowledge.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { FilterForm } from '../../components/filter-form.tsx';
import { PlatformField } from '../../components/platform-field.tsx';
import { t } from '../../lib/language.ts';

export function KnowledgeFilterForm({ filter }: { filter: KnowledgeFilter }) {
  const active = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm label={t('Search the knowledge base')} path="/knowledge" submit={t('Search')} active={active}>
      <FilterField label={t('Code or words')} name="q" value={filter.q} maxLength={200} />
      <PlatformField value={filter.platform} />
      <label>
        {t('Entries')}
        <select name="retired" value={filter.retired ?? ''}>
          <option value="">{t('In use')}</option>
          <option value="true">{t('Retired')}</option>
        </select>
      </label>
    </FilterForm>
  );
}

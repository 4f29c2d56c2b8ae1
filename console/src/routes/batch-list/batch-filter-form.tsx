import { batchStatuses } from '../../../../src/domain/batch-status.ts';
import type { BatchFilter } from '../../api/batches.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { FilterForm } from '../../components/filter-form.tsx';
import { statusLooks } from '../../lib/status-looks.ts';

export function BatchFilterForm({ filter }: { filter: BatchFilter }) {
  const active = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm label="Filter the batches" path="/" submit="Filter" active={active}>
      <FilterField label="Vehicle" name="vehicle_id" value={filter.vehicle_id} maxLength={128} />
      <FilterField label="VIN" name="vin" value={filter.vin} maxLength={17} />
      <label>
        Status
        <select name="status" value={filter.status ?? ''}>
          <option value="">Any</option>
          {batchStatuses.map((status) => (
            <option key={status} value={status}>
              {statusLooks[status].label}
            </option>
          ))}
        </select>
      </label>
    </FilterForm>
  );
}

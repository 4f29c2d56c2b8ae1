import { batchStatuses } from '../../../../src/domain/batch-status.ts';
import type { BatchFilter } from '../../api/batches.ts';
import { withQuery } from '../../api/request.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { Link } from '../../components/link.tsx';
import { navigate } from '../../lib/router.ts';
import { statusLooks } from '../../lib/status-looks.ts';

/** The filter is in the address: it can be shared, and the way back leads through it. */
export function BatchFilterForm({ filter }: { filter: BatchFilter }) {
  const apply = (form: HTMLFormElement) => {
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
    navigate(withQuery('/', Object.fromEntries(entries)));
  };
  const active = Object.values(filter).some((value) => value !== undefined);
  return (
    <search>
      <form
        class="filters"
        aria-label="Filter the batches"
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
        onChange={(event) => apply(event.currentTarget)}
      >
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
        <button type="submit" class="button">
          Filter
        </button>
        {active && (
          <Link class="filters-clear" href="/">
            Clear
          </Link>
        )}
      </form>
    </search>
  );
}

import type { BatchBody } from '../../../../src/api/schemas/batch.ts';
import { withQuery } from '../../api/request.ts';
import { navigate } from '../../lib/router.ts';

/** As many as a list can show; older ones are reached by the address (`?run=1`). */
const listed = 100;

/** Chooses the run whose report is shown. */
export function RunPicker({ batch, shown }: { batch: BatchBody; shown: number | undefined }) {
  const runs = Array.from({ length: Math.min(listed, batch.run) }, (_, i) => batch.run - i);
  return (
    <label class="run-picker">
      Report of
      <select
        value={shown ?? batch.run}
        onChange={({ currentTarget }) =>
          navigate(withQuery(`/batches/${batch.batch_id}`, { run: currentTarget.value }), { replace: true })
        }
      >
        {runs.map((run) => (
          <option key={run} value={run}>
            run {run}
            {run === batch.run ? ' (newest)' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}

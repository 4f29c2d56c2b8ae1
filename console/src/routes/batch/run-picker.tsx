import type { BatchBody } from '../../../../src/api/schemas/batch.ts';
import { withQuery } from '../../api/request.ts';
import { navigate } from '../../lib/router.ts';

interface RunPickerProps {
  batch: BatchBody;
  /** Those that have a report, the newest first. */
  runs: readonly number[];
  shown: number | undefined;
}

/** Chooses the run whose report is shown. */
export function RunPicker({ batch, runs, shown }: RunPickerProps) {
  if (runs.length < 2) return null;
  return (
    <label class="run-picker">
      Report of
      <select
        value={shown ?? runs[0]}
        onChange={({ currentTarget }) =>
          navigate(withQuery(`/batches/${batch.batch_id}`, { run: currentTarget.value }), { replace: true })
        }
      >
        {runs.map((run) => (
          <option key={run} value={run}>
            run {run}
            {run === runs[0] ? ' (newest)' : ''}
          </option>
        ))}
      </select>
    </label>
  );
}

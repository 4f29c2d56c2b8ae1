import type { AskBody } from '../../../../src/api/vehicle/request-schema.ts';
import { wantedFiles } from '../../../../src/domain/vehicle-request.ts';
import { askVehicle } from '../../api/vehicle-side.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { t } from '../../lib/language.ts';
import { useAct } from '../../lib/use-act.ts';

/** Asks a vehicle for files by path or glob, for what it recorded in a time, or for both. */
export function AskForm({ vehicleId, onAsked }: { vehicleId: string; onAsked: () => void }) {
  const { busy, error, act } = useAct(onAsked);
  const submit = async (form: HTMLFormElement) => {
    if (await act(() => askVehicle(vehicleId, askedIn(new FormData(form))))) form.reset();
  };
  return (
    <>
      <form
        class="filters ask-form"
        aria-label={t('Ask the vehicle')}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <label class="ask-files">
          {t('File, or glob such as cam0/**')}
          <input name="files" maxLength={1_024} autoComplete="off" />
        </label>
        <label>
          {t('Recorded from, UTC')}
          <input name="from" type="datetime-local" step="1" />
        </label>
        <label>
          {t('to, UTC')}
          <input name="to" type="datetime-local" step="1" />
        </label>
        <label class="ask-files">
          {t('What it is for')}
          <input name="note" maxLength={1_000} autoComplete="off" />
        </label>
        <button type="submit" class="button button-main" disabled={busy}>
          {t('Ask')}
        </button>
      </form>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

/** What the fields say; times are in UTC, as those of the files listed. */
function askedIn(data: FormData): AskBody {
  const said = (name: string) => String(data.get(name) ?? '').trim() || undefined;
  const [from, to] = [said('from'), said('to')];
  return {
    ...wantedFiles(said('files')),
    ...(from !== undefined && { recorded_from: new Date(`${from}Z`).toISOString() }),
    ...(to !== undefined && { recorded_to: new Date(`${to}Z`).toISOString() }),
    note: said('note') ?? null,
  };
}

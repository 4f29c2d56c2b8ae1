import { FilterField } from '../../components/filter-field.tsx';
import { PlatformField } from '../../components/platform-field.tsx';
import { formatBytes, plural } from '../../lib/format.ts';
import type { ChosenFile } from '../../lib/upload/chosen-files.ts';
import type { NewBatch } from '../../lib/upload/use-batch-upload.ts';

interface UploadFormProps {
  files: readonly ChosenFile[];
  busy: boolean;
  onBegin: (batch: NewBatch) => void;
}

/** Whose recordings they are. */
export function UploadForm({ files, busy, onBegin }: UploadFormProps) {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <form
      class="filters upload-form"
      aria-label="The batch"
      onSubmit={(event) => {
        event.preventDefault();
        onBegin(batchIn(new FormData(event.currentTarget)));
      }}
    >
      <FilterField label="Vehicle" name="vehicle_id" value={undefined} maxLength={64} required />
      <FilterField label="VIN" name="vin" value={undefined} maxLength={17} required />
      <PlatformField value={undefined} />
      <label class="check-label">
        <input type="checkbox" name="urgent" />
        Urgent: before other batches
      </label>
      <button type="submit" class="button button-main" disabled={busy || files.length === 0}>
        {files.length === 0 ? 'Upload' : `Upload ${plural(files.length, 'file')}, ${formatBytes(bytes)}`}
      </button>
    </form>
  );
}

function batchIn(data: FormData): NewBatch {
  const said = (name: string) => String(data.get(name) ?? '').trim();
  const platform = said('platform');
  return {
    vehicle_id: said('vehicle_id'),
    vin: said('vin'),
    ...(platform !== '' && { platform }),
    ...(data.has('urgent') && { urgent: true }),
  };
}

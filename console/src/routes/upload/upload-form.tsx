import { FilterField } from '../../components/filter-field.tsx';
import { PlatformField } from '../../components/platform-field.tsx';
import { formatBytes, plural } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
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
      aria-label={t('The batch')}
      onSubmit={(event) => {
        event.preventDefault();
        onBegin(batchIn(new FormData(event.currentTarget)));
      }}
    >
      <FilterField label={t('Vehicle')} name="vehicle_id" value={undefined} maxLength={64} required />
      <FilterField label={t('VIN')} name="vin" value={undefined} maxLength={17} required />
      <PlatformField value={undefined} />
      <label class="check-label">
        <input type="checkbox" name="urgent" />
        {t('Urgent: before other batches')}
      </label>
      <button type="submit" class="button button-main" disabled={busy || files.length === 0}>
        {files.length === 0
          ? t('Upload')
          : t('Upload {files}, {bytes}', { files: plural(files.length, 'file'), bytes: formatBytes(bytes) })}
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

import { useState } from 'preact/hooks';
import { t } from '../../lib/language.ts';
import { type ChosenFile, filesOfDrop, filesOfInput } from '../../lib/upload/chosen-files.ts';

interface DropZoneProps {
  disabled: boolean;
  onChosen: (files: ChosenFile[]) => void;
  onError: (error: Error) => void;
}

/** Takes files and folders, dropped or chosen. */
export function DropZone({ disabled, onChosen, onError }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const drop = async (data: DataTransfer | null) => {
    setOver(false);
    if (disabled || !data) return;
    try {
      onChosen(await filesOfDrop(data.items));
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <section
      class={over ? 'drop-zone is-over' : 'drop-zone'}
      aria-label={t('Recordings')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        void drop(event.dataTransfer);
      }}
    >
      <p>{t('Drop recordings or whole folders here, or choose them:')}</p>
      <Picker label={t('Choose files')} disabled={disabled} onChosen={onChosen} />
      <Picker label={t('Choose a folder')} folder disabled={disabled} onChosen={onChosen} />
    </section>
  );
}

interface PickerProps {
  label: string;
  folder?: boolean;
  disabled: boolean;
  onChosen: (files: ChosenFile[]) => void;
}

function Picker({ label, folder = false, disabled, onChosen }: PickerProps) {
  return (
    <label class={disabled ? 'button picker is-disabled' : 'button picker'}>
      {label}
      <input
        type="file"
        class="visually-hidden"
        multiple
        disabled={disabled}
        {...(folder && { webkitdirectory: true })}
        onChange={({ currentTarget }) => {
          onChosen(filesOfInput(currentTarget.files ?? []));
          // So that the same files can be chosen again.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../lib/language.ts';

interface ConfirmDialogProps {
  title: string;
  text: string;
  yes: string;
  danger?: boolean;
  onAnswer: (confirmed: boolean) => void;
}

/** Confirms an action that cannot be undone. The browser keeps the focus inside and treats Escape as "no". */
export function ConfirmDialog({ title, text, yes, danger, onAnswer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={() => onAnswer(dialog.current?.returnValue === 'yes')}>
      <form method="dialog">
        <h2 id={id}>{title}</h2>
        <p>{text}</p>
        <div class="dialog-buttons">
          <button type="submit" class="button" value="no">
            {t('No, leave it')}
          </button>
          <button type="submit" class={danger ? 'button button-danger' : 'button button-main'} value="yes">
            {yes}
          </button>
        </div>
      </form>
    </dialog>
  );
}

import { useId } from 'preact/hooks';
import { operatorName } from '../lib/kept-text.ts';
import { t } from '../lib/language.ts';
import { useSession } from '../lib/use-session.ts';
import { FieldProblemText } from './field-problem.tsx';

interface ChangeFieldsProps {
  note?: string;
  problemAt: (field: string) => string | undefined;
}

/** Characters. */
const longest = { note: 1_000, name: 100 } as const;

/** Why something is changed, as `note`, and by whom, as `changed_by`. */
export function ChangeFields({ note = '', problemAt }: ChangeFieldsProps) {
  const id = useId();
  const session = useSession();
  return (
    <>
      <label>
        {t('Why')}
        <textarea
          name="note"
          rows={2}
          maxLength={longest.note}
          defaultValue={note}
          aria-describedby={`${id}-note`}
        />
      </label>
      <FieldProblemText id={`${id}-note`} message={problemAt('note')} />
      {/* Where Argus knows who it is, nobody has to say so. */}
      {session?.open !== false && (
        <label>
          {t('Your name')}
          <input
            name="changed_by"
            maxLength={longest.name}
            defaultValue={operatorName.read()}
            autoComplete="name"
            aria-describedby={`${id}-name`}
          />
        </label>
      )}
      <FieldProblemText id={`${id}-name`} message={problemAt('changed_by')} />
    </>
  );
}

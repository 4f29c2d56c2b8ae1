import { useState } from 'preact/hooks';
import type { CreatedTokenBody } from '../../../../src/api/access/schema.ts';
import { type Role, roles } from '../../../../src/domain/identity.ts';
import { createToken } from '../../api/access.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { type Label, t } from '../../lib/language.ts';
import { useAct } from '../../lib/use-act.ts';

interface TokenFormProps {
  /** Whether nobody could make a second one unless the first is an admin's. */
  firstIsAdmin: boolean;
  onMade(token: CreatedTokenBody): void | Promise<void>;
}

const roleWords: Record<Role, Label> = {
  vehicle: 'vehicle: uploads its own batches',
  reader: 'reader: reads everything',
  operator: 'operator: also acts on batches, rules and knowledge',
  admin: 'admin: also tokens, the audit trail and deletion',
};
/** As the API has it. */
const defaultDays = 365;

export function TokenForm({ firstIsAdmin, onMade }: TokenFormProps) {
  const standard = firstIsAdmin ? 'admin' : 'reader';
  const [role, setRole] = useState<Role>(standard);
  const [made, setMade] = useState(0);
  const { busy, error, act } = useAct(() => undefined);
  const submit = async (form: HTMLFormElement) => {
    const data = new FormData(form);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const done = await act(async () => {
      const days = said('days');
      const token = await createToken({
        name: said('name'),
        role,
        ...(role === 'vehicle' && { vehicle_id: said('vehicle') }),
        expires_in_days: days === '' ? null : Number(days),
      });
      await onMade(token);
    });
    if (!done) return;
    setMade(made + 1);
    setRole(standard);
  };
  return (
    <>
      <form
        // The next token begins with a form as new: `reset` would show another role than the state has.
        key={made}
        class="filters"
        aria-label={t('New token')}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(event.currentTarget);
        }}
      >
        <label>
          {t('For whom or what')}
          <input name="name" required maxLength={100} autoComplete="off" />
        </label>
        <label>
          {t('Role')}
          <select
            name="role"
            value={role}
            onChange={({ currentTarget }) => setRole(currentTarget.value as Role)}
          >
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(roleWords[one])}
              </option>
            ))}
          </select>
        </label>
        {role === 'vehicle' && (
          <label>
            {t('Id of the vehicle')}
            <input name="vehicle" required maxLength={128} autoComplete="off" />
          </label>
        )}
        <label>
          {t('Days until it expires; empty: never')}
          <input name="days" type="number" min={1} max={3_650} defaultValue={String(defaultDays)} />
        </label>
        <button type="submit" class="button button-main" disabled={busy}>
          {t('Make the token')}
        </button>
      </form>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

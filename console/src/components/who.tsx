import { useState } from 'preact/hooks';
import type { SessionBody } from '../../../src/api/access/schema.ts';
import { signOut } from '../api/access.ts';
import { t } from '../lib/language.ts';

/** Who uses the console, and the way out. While Argus is open there is nobody to name. */
export function Who({ session, onSignedOut }: { session: SessionBody | undefined; onSignedOut: () => void }) {
  const [problem, setProblem] = useState('');
  if (!session?.identity || session.open) return null;
  const { name, role } = session.identity;
  const leave = async () => {
    try {
      await signOut();
      onSignedOut();
    } catch {
      setProblem(t('You are still signed in: Argus did not answer.'));
    }
  };
  return (
    <div class="who">
      <span class="who-name" title={`${name}, ${t(role)}`}>
        <bdi>{name}</bdi> <span class="muted">{t(role)}</span>
      </span>
      {session.signed_in && (
        <button type="button" class="button-quiet" onClick={() => void leave()}>
          {t('Sign out')}
        </button>
      )}
      {problem && (
        <span class="field-problem" role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { SessionBody } from '../../../src/api/access/schema.ts';
import { signIn } from '../api/access.ts';
import { ApiError } from '../api/api-error.ts';
import { FieldProblemText } from '../components/field-problem.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { type Label, rich, t } from '../lib/language.ts';
import { useTitle } from '../lib/use-title.ts';

/** Why the provider's sign-in led to nothing. */
const refusals: Readonly<Record<string, Label>> = {
  unavailable: 'The provider cannot be reached. Try again in a moment.',
  refused: 'The sign-in was refused or took too long. Try again.',
  no_role: 'Your account has no role for Argus. Ask an admin for one.',
};

/** In place of every page, for somebody whom Argus does not know. */
export function SignInPage({ session, onSignedIn }: { session: SessionBody; onSignedIn: () => void }) {
  useTitle(t('Sign in'));
  const [error, setError] = useState<Error>();
  const [busy, setBusy] = useState(false);
  const refusal = refusals[new URLSearchParams(location.search).get('sign_in') ?? ''];
  const wrong = error instanceof ApiError && error.code === 'unauthorized';

  async function send(form: HTMLFormElement): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await signIn(String(new FormData(form).get('token')));
      onSignedIn();
    } catch (problem) {
      setError(problem instanceof Error ? problem : new Error(String(problem)));
      setBusy(false);
    }
  }

  return (
    <div class="page page-narrow">
      <h1>{t('Sign in')}</h1>
      {refusal && <Notice tone="error" title={t(refusal)} />}
      {session.provider !== null && (
        <section class="panel" aria-label={t('With your account')}>
          <a
            class="button button-main sign-in-link"
            href={`/auth/login?to=${encodeURIComponent(location.pathname)}`}
          >
            {t('Sign in with {provider}', { provider: session.provider })}
          </a>
        </section>
      )}
      <form
        class="panel sign-in"
        aria-label={t('With a token')}
        onSubmit={(event) => {
          event.preventDefault();
          void send(event.currentTarget);
        }}
      >
        <label>
          {t('Token')}
          <input
            name="token"
            type="password"
            required
            autoComplete="current-password"
            spellcheck={false}
            aria-invalid={wrong}
            aria-describedby="token-problem"
          />
        </label>
        <FieldProblemText id="token-problem" message={wrong ? error.message : undefined} />
        {error && !wrong && <ErrorNotice error={error} />}
        <button type="submit" class="button button-main" disabled={busy}>
          {t('Sign in')}
        </button>
        <p class="small muted">
          {rich(
            'An admin makes tokens with {code}; the first one comes from {code2}. A session lasts 12 hours at most, and ends when it is not used.',
            { code: <code>argus keys create</code>, code2: <code>argus admin init</code> },
          )}
        </p>
      </form>
    </div>
  );
}

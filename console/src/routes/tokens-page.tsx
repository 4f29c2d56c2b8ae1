import { useState } from 'preact/hooks';
import type { CreatedTokenBody } from '../../../src/api/access/schema.ts';
import { listTokens, signIn } from '../api/access.ts';
import { CommandLines } from '../components/command-lines.tsx';
import { Empty } from '../components/empty.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { OperationLinks } from '../components/operation-links.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { Section } from '../components/section.tsx';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useSession } from '../lib/use-session.ts';
import { useTitle } from '../lib/use-title.ts';
import { TokenForm } from './tokens/token-form.tsx';
import { TokenTable } from './tokens/token-table.tsx';

const perPage = 50;

/** Tokens of vehicles, programs and people: made, shown once, revoked. */
export function TokensPage() {
  useTitle(t('Tokens'));
  const cursor = usePlace().query.get('cursor') ?? undefined;
  const session = useSession();
  const [made, setMade] = useState<CreatedTokenBody>();
  const { data, error, stale, reload } = useQuery(`tokens ${cursor}`, (signal) =>
    listTokens({ limit: perPage, cursor }, signal),
  );
  const open = session?.open === true;
  const shown = async (token: CreatedTokenBody) => {
    try {
      // Whoever closes Argus stays inside. Until the token is copied nothing is asked for that could be refused.
      if (open && token.role === 'admin') await signIn(token.token);
    } finally {
      setMade(token);
    }
    if (!open) reload();
  };
  const taken = () => {
    setMade(undefined);
    if (open) location.reload();
  };
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Tokens')}</h1>
        <p class="muted list-note">{t('A token says who asks: a vehicle, a program or a person.')}</p>
      </div>
      <OperationLinks current="/tokens" />
      {open && (
        <Notice tone="warning" title={t('Argus is open: anybody who reaches it may do everything.')}>
          <p>
            {t(
              'From the first token on, every request needs one. Make one for an admin first, and keep it: without it nobody can make another here.',
            )}
          </p>
        </Notice>
      )}
      {made && (
        <Notice
          tone="good"
          live
          title={t('The token of {name} is shown only now. Copy it.', { name: made.name })}
        >
          <CommandLines label={t('Token')} lines={[made.token]} />
          <button type="button" class="button" onClick={taken}>
            {t('I have it')}
          </button>
        </Notice>
      )}
      <Section id="new-token" title={t('New token')}>
        <TokenForm firstIsAdmin={open} onMade={shown} />
      </Section>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">{t('Loading the tokens…')}</div>}
      {data && data.tokens.length === 0 && <Empty sentence={t('No token has been made yet.')} />}
      {data && data.tokens.length > 0 && (
        <section class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'} aria-label={t('Tokens')}>
          <TokenTable tokens={data.tokens} onChanged={reload} />
        </section>
      )}
      <PageLinks path="/tokens" filter={{}} cursor={cursor} next={data?.next_cursor} byTime />
    </div>
  );
}

import { useEffect, useRef } from 'preact/hooks';
import type { SessionBody } from '../../src/api/access/schema.ts';
import { LanguageSwitch } from './components/language-switch.tsx';
import { Link } from './components/link.tsx';
import { Who } from './components/who.tsx';
import { t } from './lib/language.ts';
import { usePlace } from './lib/router.ts';
import { SessionContext, useSessionQuery } from './lib/use-session.ts';
import { OpenPage } from './routes/open-page.tsx';
import { SignInPage } from './routes/sign-in-page.tsx';

export function App() {
  const { path } = usePlace();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  const { data: session, error, reload } = useSessionQuery();
  // Keyboard and screen reader users start at the top of the new page.
  useEffect(() => {
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    first.current = false;
  }, [path]);

  return (
    <>
      <a class="skip-link" href="#main">
        {t('Skip to the content')}
      </a>
      <header class="masthead">
        <div class="masthead-inside">
          <Link class="brand" href="/">
            <img src="/favicon.svg" alt="" width="26" height="26" />
            <span class="brand-name">Argus</span>
          </Link>
          <nav aria-label={t('Main')}>
            <Link href="/" current={path === '/'}>
              {t('Batches')}
            </Link>
            <Link href="/vehicles" current={path.startsWith('/vehicles')}>
              {t('Vehicles')}
            </Link>
            <Link href="/on-vehicles" current={path.startsWith('/on-vehicles') || path === '/upload-policy'}>
              {t('On the vehicles')}
            </Link>
            <Link href="/fleet" current={path.startsWith('/fleet')}>
              {t('Fleet')}
            </Link>
            <Link href="/rules" current={path === '/rules'}>
              {t('Rules')}
            </Link>
            <Link href="/knowledge" current={path.startsWith('/knowledge')}>
              {t('Knowledge')}
            </Link>
            {operates(session) && (
              <Link href="/system" current={/^\/(?:system|custody|tokens)$/.test(path)}>
                {t('System')}
              </Link>
            )}
            {session?.identity?.role === 'admin' && !session.open && (
              <Link href="/audit" current={path === '/audit'}>
                {t('Audit')}
              </Link>
            )}
            <a href="/docs">API</a>
          </nav>
          <LanguageSwitch />
          <Who session={session} onSignedOut={reload} />
        </div>
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <SessionContext.Provider value={session}>
          {session?.identity === null && <SignInPage session={session} onSignedIn={reload} />}
          {(session?.identity || error) && <OpenPage path={path} />}
        </SessionContext.Provider>
      </main>
    </>
  );
}

function operates(session: SessionBody | undefined): boolean {
  const role = session?.identity?.role;
  return role === 'operator' || role === 'admin';
}

import { useEffect, useRef } from 'preact/hooks';
import type { SessionBody } from '../../src/api/access/schema.ts';
import { LanguageSwitch } from './components/language-switch.tsx';
import { Link } from './components/link.tsx';
import { Who } from './components/who.tsx';
import { t } from './lib/language.ts';
import { matchPath } from './lib/match-path.ts';
import { usePlace } from './lib/router.ts';
import { SessionContext, useSessionQuery } from './lib/use-session.ts';
import { AuditPage } from './routes/audit-page.tsx';
import { BatchListPage } from './routes/batch-list-page.tsx';
import { BatchPage } from './routes/batch-page.tsx';
import { CustodyPage } from './routes/custody-page.tsx';
import { EntryPage } from './routes/entry-page.tsx';
import { FleetPage } from './routes/fleet-page.tsx';
import { FleetSoftwarePage } from './routes/fleet-software-page.tsx';
import { HoldingsListPage } from './routes/holdings-list-page.tsx';
import { HoldingsPage } from './routes/holdings-page.tsx';
import { KnowledgeImportPage } from './routes/knowledge-import-page.tsx';
import { KnowledgePage } from './routes/knowledge-page.tsx';
import { NotFoundPage } from './routes/not-found-page.tsx';
import { ReportListPage } from './routes/report-list-page.tsx';
import { RulesPage } from './routes/rules-page.tsx';
import { SignInPage } from './routes/sign-in-page.tsx';
import { SignalsPage } from './routes/signals-page.tsx';
import { SystemPage } from './routes/system-page.tsx';
import { TokensPage } from './routes/tokens-page.tsx';
import { UploadPage } from './routes/upload-page.tsx';
import { UploadPolicyPage } from './routes/upload-policy-page.tsx';
import { VehicleListPage } from './routes/vehicle-list-page.tsx';
import { VehiclePage } from './routes/vehicle-page.tsx';

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
          {(session?.identity || error) && pageAt(path)}
        </SessionContext.Provider>
      </main>
    </>
  );
}

function operates(session: SessionBody | undefined): boolean {
  const role = session?.identity?.role;
  return role === 'operator' || role === 'admin';
}

function pageAt(path: string) {
  if (matchPath('/', path)) return <BatchListPage />;
  const batchId = matchPath('/batches/:id', path)?.id;
  if (batchId) return <BatchPage key={batchId} batchId={batchId} />;
  const plottedId = matchPath('/batches/:id/signals', path)?.id;
  if (plottedId) return <SignalsPage key={plottedId} batchId={plottedId} />;
  if (matchPath('/knowledge', path)) return <KnowledgePage />;
  if (matchPath('/knowledge/import', path)) return <KnowledgeImportPage />;
  const entryId = matchPath('/knowledge/:id', path)?.id;
  if (entryId) return <EntryPage key={entryId} id={entryId} />;
  if (matchPath('/reports', path)) return <ReportListPage />;
  if (matchPath('/upload', path)) return <UploadPage />;
  if (matchPath('/fleet', path)) return <FleetPage />;
  if (matchPath('/fleet/software', path)) return <FleetSoftwarePage />;
  if (matchPath('/rules', path)) return <RulesPage />;
  if (matchPath('/system', path)) return <SystemPage />;
  if (matchPath('/custody', path)) return <CustodyPage />;
  if (matchPath('/tokens', path)) return <TokensPage />;
  if (matchPath('/audit', path)) return <AuditPage />;
  if (matchPath('/vehicles', path)) return <VehicleListPage />;
  if (matchPath('/on-vehicles', path)) return <HoldingsListPage />;
  if (matchPath('/upload-policy', path)) return <UploadPolicyPage />;
  const holderId = matchPath('/on-vehicles/:id', path)?.id;
  if (holderId) return <HoldingsPage key={holderId} vehicleId={holderId} />;
  const vehicleId = matchPath('/vehicles/:id', path)?.id;
  if (vehicleId) return <VehiclePage key={vehicleId} vehicleId={vehicleId} />;
  return <NotFoundPage />;
}

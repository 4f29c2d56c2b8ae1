import type { ComponentType, VNode } from 'preact';
import { matchPath, type ParametersOf } from '../lib/match-path.ts';
import { NotFoundPage } from './not-found-page.tsx';

/** A page of the console. Its script is a file of its own, which is loaded when the page is opened or about to be. */
export interface Page {
  /** Unique among the pages. */
  pattern: string;
  /** @throws if the script cannot be fetched; the next call tries again. */
  load(): Promise<void>;
  /** Undefined until it has been loaded. */
  draw(path: string): VNode | undefined;
}

function page<Pattern extends string>(
  pattern: Pattern,
  load: () => Promise<ComponentType<ParametersOf<Pattern>>>,
): Page {
  let Component: ComponentType<ParametersOf<Pattern>> | undefined;
  return {
    pattern,
    async load() {
      Component ??= await load();
    },
    draw(path) {
      const parameters = matchPath(pattern, path);
      return Component && parameters && <Component key={path} {...parameters} />;
    },
  };
}

const pages: readonly Page[] = [
  page('/', async () => (await import('./batch-list-page.tsx')).BatchListPage),
  page('/batches/:batchId', async () => (await import('./batch-page.tsx')).BatchPage),
  page('/batches/:batchId/signals', async () => (await import('./signals-page.tsx')).SignalsPage),
  page('/knowledge', async () => (await import('./knowledge-page.tsx')).KnowledgePage),
  page('/knowledge/import', async () => (await import('./knowledge-import-page.tsx')).KnowledgeImportPage),
  page('/knowledge/:id', async () => (await import('./entry-page.tsx')).EntryPage),
  page('/reports', async () => (await import('./report-list-page.tsx')).ReportListPage),
  page('/upload', async () => (await import('./upload-page.tsx')).UploadPage),
  page('/fleet', async () => (await import('./fleet-page.tsx')).FleetPage),
  page('/fleet/software', async () => (await import('./fleet-software-page.tsx')).FleetSoftwarePage),
  page('/rules', async () => (await import('./rules-page.tsx')).RulesPage),
  page('/system', async () => (await import('./system-page.tsx')).SystemPage),
  page('/custody', async () => (await import('./custody-page.tsx')).CustodyPage),
  page('/tokens', async () => (await import('./tokens-page.tsx')).TokensPage),
  page('/audit', async () => (await import('./audit-page.tsx')).AuditPage),
  page('/vehicles', async () => (await import('./vehicle-list-page.tsx')).VehicleListPage),
  page('/vehicles/:vehicleId', async () => (await import('./vehicle-page.tsx')).VehiclePage),
  page('/on-vehicles', async () => (await import('./holdings-list-page.tsx')).HoldingsListPage),
  page('/on-vehicles/:vehicleId', async () => (await import('./holdings-page.tsx')).HoldingsPage),
  page('/upload-policy', async () => (await import('./upload-policy-page.tsx')).UploadPolicyPage),
];
const notFound: Page = { pattern: '*', load: async () => {}, draw: () => <NotFoundPage /> };

/** The page at a path: of several that match, the first. */
export function pageAt(path: string): Page {
  return pages.find(({ pattern }) => matchPath(pattern, path)) ?? notFound;
}

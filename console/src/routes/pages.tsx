import type { ComponentType, VNode } from 'preact';
import { loadFurtherTexts } from '../lib/language.ts';
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

/** A page whose texts are not those of the first load. */
function furtherPage<Pattern extends string>(
  pattern: Pattern,
  load: () => Promise<ComponentType<ParametersOf<Pattern>>>,
): Page {
  return page(pattern, async () => (await Promise.all([load(), loadFurtherTexts()]))[0]);
}

const pages: readonly Page[] = [
  page('/', async () => (await import('./batch-list-page.tsx')).BatchListPage),
  page('/batches/:batchId', async () => (await import('./batch-page.tsx')).BatchPage),
  furtherPage('/batches/:batchId/signals', async () => (await import('./signals-page.tsx')).SignalsPage),
  furtherPage('/knowledge', async () => (await import('./knowledge-page.tsx')).KnowledgePage),
  furtherPage(
    '/knowledge/import',
    async () => (await import('./knowledge-import-page.tsx')).KnowledgeImportPage,
  ),
  furtherPage('/knowledge/:id', async () => (await import('./entry-page.tsx')).EntryPage),
  furtherPage('/reports', async () => (await import('./report-list-page.tsx')).ReportListPage),
  furtherPage('/upload', async () => (await import('./upload-page.tsx')).UploadPage),
  furtherPage('/fleet', async () => (await import('./fleet-page.tsx')).FleetPage),
  furtherPage('/fleet/software', async () => (await import('./fleet-software-page.tsx')).FleetSoftwarePage),
  furtherPage('/rules', async () => (await import('./rules-page.tsx')).RulesPage),
  furtherPage('/system', async () => (await import('./system-page.tsx')).SystemPage),
  furtherPage('/custody', async () => (await import('./custody-page.tsx')).CustodyPage),
  furtherPage('/tokens', async () => (await import('./tokens-page.tsx')).TokensPage),
  furtherPage('/audit', async () => (await import('./audit-page.tsx')).AuditPage),
  furtherPage('/vehicles', async () => (await import('./vehicle-list-page.tsx')).VehicleListPage),
  furtherPage('/vehicles/:vehicleId', async () => (await import('./vehicle-page.tsx')).VehiclePage),
  furtherPage('/on-vehicles', async () => (await import('./holdings-list-page.tsx')).HoldingsListPage),
  furtherPage('/on-vehicles/:vehicleId', async () => (await import('./holdings-page.tsx')).HoldingsPage),
  furtherPage('/upload-policy', async () => (await import('./upload-policy-page.tsx')).UploadPolicyPage),
];
const notFound: Page = { pattern: '*', load: async () => {}, draw: () => <NotFoundPage /> };

/** The page at a path: of several that match, the first. */
export function pageAt(path: string): Page {
  return pages.find(({ pattern }) => matchPath(pattern, path)) ?? notFound;
}

import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../../stack/chromium.ts';
import { alternate } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { type RunningBuild, startBuild } from '../load/build.ts';
import { deliver } from '../load/fleet-of-batches.ts';
import { unlikeDrives } from '../recordings/unlike-drives.ts';

/** How much slower than this machine: the preset of Chromium's developer tools for a mid-tier device. */
const slowdown = 4;

/** 10 Mbit/s with 40 ms for a request and its answer, in bytes per second: the desktop preset of Lighthouse. */
const link = { offline: false, latency: 40, downloadThroughput: 1_310_720, uploadThroughput: 1_310_720 };

const patienceMs = 120_000;

/** The page of one batch, as each build serves it. */
interface Page {
  build: RunningBuild;
  address: string;
}

export const batchPageFigure: Figure = {
  name: 'batch-page',
  title: 'page of a batch of 10,000 files, until its verdict is painted, slow laptop and link',
  async measure({ system, against, quick, sizes, printLine }) {
    const files = sizes.files ?? (quick ? 200 : 10_000);
    const here = fileURLToPath(new URL('../..', import.meta.url));
    const { executablePath, args } = await findChromium();
    const browser = await chromium.launch({ executablePath, args });
    const pages: Page[] = [];
    const open = async (checkout: string | undefined): Promise<Page> => {
      await buildConsoleOf(checkout ?? here);
      const build = await startBuild(system, { checkout });
      const page = { build, address: '' };
      pages.push(page);
      const of = unlikeDrives(33_000);
      const { batchId } = await deliver(build.vehicle, { count: files, of, width: 16 });
      page.address = `${build.url}/batches/${batchId}`;
      return page;
    };
    try {
      const ours = await open(undefined);
      const before = against === undefined ? undefined : await open(against);
      const measure = ({ address }: Page) => verdictPainted(browser, address);
      if (!before) return { unit: 'ms', ours: await measure(ours), ratios: [], checks: [] };
      const result = await alternate({
        rounds: quick ? 2 : 7,
        ours: () => measure(ours),
        reference: () => measure(before),
        onRound: (_, one, other) => printLine(`${one.toFixed(0)} ms, before ${other.toFixed(0)} ms`),
      });
      return {
        unit: 'ms',
        ...result,
        reference: { what: 'the build before', value: result.reference },
        goal: { ratio: 0.5, better: 'lower' },
        checks: [],
      };
    } finally {
      await browser.close();
      await Promise.all(pages.map(({ build }) => build.stop()));
    }
  },
};

/** Each checkout builds its console as it does for its own API. */
async function buildConsoleOf(checkout: string): Promise<void> {
  const script: { buildConsole(): Promise<unknown> } = await import(
    pathToFileURL(`${checkout}/scripts/console-build.ts`).href
  );
  await script.buildConsole();
}

/** Milliseconds from the navigation of a browser with an empty cache until the verdict is on the screen. */
async function verdictPainted(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', link);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(address, { waitUntil: 'commit', timeout: patienceMs });
    return await page.evaluate<number>(`(${whenThereIsAVerdict.toString()})()`);
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function whenThereIsAVerdict(): Promise<number> {
  // biome-ignore lint/suspicious/noExplicitAny: the page's globals are not those of Node
  const page = globalThis as any;
  return new Promise((resolve) => {
    const look = () => {
      if (page.document.querySelector('#verdict')) resolve(performance.now());
      else page.requestAnimationFrame(look);
    };
    look();
  });
}

import { setTimeout as delay } from 'node:timers/promises';

/** Processes start at once, possibly beside other work. */
const readyWithinMs = 180_000;

/** Waits until every API, and what it needs, can be used. */
export const untilReady = (urls: readonly string[]) =>
  untilAll(urls, '/readyz', async (response) => {
    const { status } = (await response.json()) as { status: string };
    return status === 'ready';
  });

/** Waits until every API answers at all. */
export const untilAlive = (urls: readonly string[]) =>
  untilAll(urls, '/healthz', async (response) => response.ok);

async function untilAll(
  urls: readonly string[],
  path: string,
  isWell: (response: Response) => Promise<boolean>,
): Promise<void> {
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await delay(200)) {
    const well = await Promise.all(
      urls.map((url) =>
        fetch(url + path)
          .then(isWell)
          .catch(() => false),
      ),
    );
    if (well.every(Boolean)) return;
  }
  throw new Error(`not every API answered ${path} as it should`);
}

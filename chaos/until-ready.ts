import { setTimeout as delay } from 'node:timers/promises';

/** Processes start at once, possibly beside other work. */
const readyWithinMs = 180_000;

/** Waits until every API, and what it needs, can be used. */
export async function untilReady(urls: readonly string[]): Promise<void> {
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await delay(200)) {
    const ready = await Promise.all(
      urls.map((url) =>
        fetch(`${url}/readyz`)
          .then((response) => response.json() as Promise<{ status: string }>)
          .then(({ status }) => status === 'ready')
          .catch(() => false),
      ),
    );
    if (ready.every(Boolean)) return;
  }
  throw new Error('the API did not become ready');
}

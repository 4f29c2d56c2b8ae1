import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Toxiproxy } from 'toxiproxy-node-client';

export interface LinkQuality {
  /** Of each connection, towards the server. */
  kilobytesPerSecond: number;
  /** Of each response. */
  latencyMs: number;
  /** Between two cuts. */
  cutEveryMs: number;
  /** After so many the link stays slow and late, but whole. */
  mostCuts?: number;
}

/** A link to a server that is slow, late, and cut again and again. */
export interface BadLink {
  readonly url: string;
  readonly cuts: () => number;
  /** Ends the cuts and all connections. @returns bytes that went towards the server, headers among them. */
  close(): Promise<number>;
}

/** Nobody gets through meanwhile. */
const awayMs = 300;

/** `upstream` is host:port of the server. */
export async function openBadLink(
  toxiproxyUrl: string,
  upstream: string,
  { kilobytesPerSecond, latencyMs, cutEveryMs, mostCuts = Number.POSITIVE_INFINITY }: LinkQuality,
): Promise<BadLink> {
  const name = `link-${randomUUID()}`;
  const proxy = await new Toxiproxy(toxiproxyUrl).createProxy({ name, listen: '127.0.0.1:0', upstream });
  const toxicity = 1;
  const slow = { rate: kilobytesPerSecond };
  await proxy.addToxic({ name: 'slow', type: 'bandwidth', stream: 'upstream', toxicity, attributes: slow });
  const late = { latency: latencyMs, jitter: 0 };
  await proxy.addToxic({ name: 'late', type: 'latency', stream: 'downstream', toxicity, attributes: late });

  let cuts = 0;
  const closing = new AbortController();

  /** In turns: every connection is reset in the middle of what it carries; the link is away. */
  async function cut(): Promise<void> {
    cuts += 1;
    if (cuts % 2 === 1) {
      const attributes = { timeout: 0 };
      const reset = await proxy.addToxic({
        ...{ name: 'reset', type: 'reset_peer', stream: 'upstream', toxicity, attributes },
      });
      await delay(awayMs);
      await reset.remove();
      return;
    }
    const { listen } = proxy;
    await proxy.update({ enabled: false, listen, upstream });
    await delay(awayMs);
    await proxy.update({ enabled: true, listen, upstream });
  }

  async function cutAgainAndAgain(): Promise<void> {
    while (cuts < mostCuts) {
      await delay(cutEveryMs, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      await cut();
    }
  }

  const cutting = cutAgainAndAgain();
  return {
    url: `http://${proxy.listen}`,
    cuts: () => cuts,
    async close() {
      closing.abort();
      await cutting;
      await proxy.update({ enabled: false, listen: proxy.listen, upstream });
      const carried = await carriedBy(toxiproxyUrl, name);
      await proxy.remove();
      return carried;
    },
  };
}

/** Toxiproxy counts what a connection carried once it has ended. */
async function carriedBy(toxiproxyUrl: string, name: string): Promise<number> {
  const response = await fetch(`${toxiproxyUrl}/metrics`);
  const lines = (await response.text()).split('\n');
  const counts = lines.filter(
    (line) =>
      line.startsWith('toxiproxy_proxy_received_bytes_total{') &&
      line.includes(`"${name}"`) &&
      line.includes('direction="upstream"'),
  );
  if (counts.length === 0) throw new Error('Toxiproxy has not counted the bytes of the link');
  return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

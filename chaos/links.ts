import { Toxiproxy } from 'toxiproxy-node-client';

/** Everything between Argus and one server, so that it can be slowed and cut. */
export interface Link {
  /** host:port that clients use. */
  readonly address: string;
  /** Ends all connections and takes no others. */
  cut(): Promise<void>;
  /** Each answer comes later. */
  slow(milliseconds: number): Promise<void>;
  mend(): Promise<void>;
}

export async function createLink(
  toxiproxyUrl: string,
  name: string,
  { listen, upstream }: { listen: string; upstream: string },
): Promise<Link> {
  const proxy = await new Toxiproxy(toxiproxyUrl).createProxy({ name, listen, upstream });
  const enable = async (enabled: boolean) => {
    await proxy.update({ enabled, listen: proxy.listen, upstream });
  };
  let slowed: { remove(): Promise<unknown> } | undefined;
  return {
    address: proxy.listen,
    cut: () => enable(false),
    async slow(milliseconds) {
      const attributes = { latency: milliseconds, jitter: milliseconds / 4 };
      slowed = await proxy.addToxic({
        name: 'slow',
        type: 'latency',
        stream: 'downstream',
        toxicity: 1,
        attributes,
      });
    },
    async mend() {
      await enable(true);
      await slowed?.remove();
      slowed = undefined;
    },
  };
}

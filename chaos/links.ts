import { Toxiproxy } from 'toxiproxy-node-client';

/** The connections between Argus and one server, so that they can be slowed and cut. */
export interface Link {
  /** host:port that clients use. */
  readonly address: string;
  /** Ends all connections and accepts no others. */
  cut(): Promise<void>;
  /** Delays each response. */
  slow(milliseconds: number): Promise<void>;
  restore(): Promise<void>;
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
    async restore() {
      await enable(true);
      await slowed?.remove();
      slowed = undefined;
    },
  };
}

import { connect } from 'node:net';
import type { ISocketFactory, KafkaConfig } from 'kafkajs';

/**
 * kafkajs splits `host:port` at the first colon, which in an IPv6 address is part of the host. Those colons are
 * therefore replaced by another character, and restored when the socket is opened.
 */
const sign = '_';

export function brokerOptions(addresses: readonly string[]): Pick<KafkaConfig, 'brokers' | 'socketFactory'> {
  if (!addresses.some((address) => address.startsWith('['))) return { brokers: [...addresses] };
  return { brokers: addresses.map(written), socketFactory: connectTo };
}

function written(address: string): string {
  return address.replace(/^\[.*\]/, (host) => host.replaceAll(':', sign));
}

const connectTo: ISocketFactory = ({ host, port, onConnect }) => {
  const address = host.startsWith('[') ? host.slice(1, -1).replaceAll(sign, ':') : host;
  return connect({ host: address, port }, onConnect).setKeepAlive(true, 60_000);
};

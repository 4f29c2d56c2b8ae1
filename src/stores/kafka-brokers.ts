import { connect } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';
import type { ISocketFactory, KafkaConfig, SASLOptions } from 'kafkajs';
import type { Config } from '../config.ts';
import { readTlsFiles } from '../tls-files.ts';

type BrokerConfig = Pick<
  Config,
  | 'KAFKA_BROKERS'
  | 'KAFKA_USE_TLS'
  | 'KAFKA_CA'
  | 'KAFKA_CERT'
  | 'KAFKA_KEY'
  | 'KAFKA_SASL'
  | 'KAFKA_USER'
  | 'KAFKA_PASSWORD'
>;

/**
 * kafkajs splits `host:port` at the first colon, which in an IPv6 address is part of the host. Those colons are
 * therefore replaced by another character, and restored when the socket is opened.
 */
const sign = '_';

type BrokerOptions = Pick<KafkaConfig, 'brokers' | 'socketFactory' | 'ssl' | 'sasl'>;

/** Where the brokers are, and how they let one in. */
export function brokerOptions(config: BrokerConfig): BrokerOptions {
  const { KAFKA_BROKERS: addresses, KAFKA_SASL: mechanism } = config;
  const { KAFKA_USER: username = '', KAFKA_PASSWORD: password = '' } = config;
  const access: BrokerOptions = {
    brokers: [...addresses],
    ...(config.KAFKA_USE_TLS && { ssl: brokerTls(config) ?? true }),
    ...(mechanism && { sasl: { mechanism, username, password } as SASLOptions }),
  };
  if (!addresses.some((address) => address.startsWith('['))) return access;
  return { ...access, brokers: addresses.map(written), socketFactory: connectTo };
}

/** For connections of our own; undefined without TLS. */
export function brokerTls(config: BrokerConfig): ConnectionOptions | undefined {
  if (!config.KAFKA_USE_TLS) return undefined;
  return readTlsFiles({ ca: config.KAFKA_CA, cert: config.KAFKA_CERT, key: config.KAFKA_KEY });
}

function written(address: string): string {
  return address.replace(/^\[.*\]/, (host) => host.replaceAll(':', sign));
}

const connectTo: ISocketFactory = ({ host: named, port, ssl, onConnect }) => {
  const host = named.startsWith('[') ? named.slice(1, -1).replaceAll(sign, ':') : named;
  const socket = ssl ? connectTls({ ...ssl, host, port }, onConnect) : connect({ host, port }, onConnect);
  return socket.setKeepAlive(true, 60_000);
};

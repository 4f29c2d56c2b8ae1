import { join } from 'node:path';
import { kafkaCredentials } from '../local-credentials.ts';
import type { Place } from '../server.ts';

/** A single small broker that is its own controller (KRaft). Lines of `server.properties`. */
export function brokerSettings({ dataDir, ports, tls }: Place): string {
  const local = (port: number) => `127.0.0.1:${port}`;
  const [broker, controller] = [local(ports.kafka), local(ports.kafkaController)];
  const secure = tls ? `,SASL_SSL://${local(ports.kafkaTls)}` : '';
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${controller}`,
    listeners: `PLAINTEXT://${broker},PROXIED://${local(ports.kafkaProxied)},CONTROLLER://${controller}${secure}`,
    // Clients connect to the address that a broker advertises: those of a proxy must receive the proxy's.
    'advertised.listeners': `PLAINTEXT://${broker},PROXIED://${local(ports.kafkaProxy)}${secure}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map':
      'PLAINTEXT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL',
    ...(tls && secureListener(dataDir)),
    'log.dirs': join(dataDir, 'log'),
    // Argus creates its topics with the number of partitions it needs. A misspelt name is an error, not a new topic.
    'auto.create.topics.enable': false,
    // There are no other brokers to replicate to.
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // Each of the default 50 is a folder to open at every start, and the first consumer waits for all of them.
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    // After a kill -9 the broker can register again only when its old session has expired: 9 seconds by default.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 1_000,
    // Do not wait for further consumers before the first one is assigned its partitions.
    'group.initial.rebalance.delay.ms': 0,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** Key and certificates in one file, as Kafka takes them (KIP-651). */
export const keyStore = (dataDir: string): string => `${dataDir}/tls.pem`;

/** The user, as `kafka-storage format` stores one: SCRAM has no passwords in files. */
export function scramUsers(): string[] {
  const { user, password } = kafkaCredentials;
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${user},password=${password}]`,
  ]);
}

/** Certificates that clients may come with. */
export const trustStore = (dataDir: string): string => `${dataDir}/ca.pem`;

/** One user, who is let in with a password over TLS. */
function secureListener(dataDir: string): Record<string, string> {
  const { user, password } = kafkaCredentials;
  const security = 'org.apache.kafka.common.security';
  const login = `${security}.plain.PlainLoginModule required`;
  const scram = `${security}.scram.ScramLoginModule required;`;
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore(dataDir),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': trustStore(dataDir),
    'listener.name.sasl_ssl.ssl.client.auth': 'requested',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config': scram,
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': scram,
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `${login} user_${user}="${password}";`,
  };
}

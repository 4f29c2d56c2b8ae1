import { describe, expect, test } from 'vitest';
import { hostAndPort } from '../../src/address.ts';
import { ConfigError, loadConfig } from '../../src/config.ts';

const least = { DB_PASSWORD: 'p', MINIO_ACCESS_KEY: 'a', MINIO_SECRET_KEY: 's' };

describe('the environment', () => {
  test('has defaults for all but the secrets, and is frozen', () => {
    const config = loadConfig(least);
    expect(config.SERVER_PORT).toBe(8080);
    expect(config.KAFKA_TOPIC).toBe('batch-events');
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('asks for what belongs to TLS, SASL and a provider of identities', () => {
    const load = (settings: Record<string, string>) => () => loadConfig({ ...least, ...settings });
    expect(load({ TLS_CERT: 'a.pem' })).toThrow(/TLS_KEY is not set: TLS_CERT, TLS_KEY belong together/);
    expect(load({ TLS_CLIENT_CA: 'ca.pem' })).toThrow(/TLS_CERT is not set/);
    const withoutCa = load({ TLS_CLIENT_CRL: 'crl.pem' });
    expect(withoutCa).toThrow(/TLS_CLIENT_CA is not set/);
    expect(load({ KAFKA_SASL: 'plain', KAFKA_USER: 'argus' })).toThrow(/KAFKA_PASSWORD is not set/);
    const provider = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'argus', OIDC_CLIENT_SECRET: 's' };
    expect(load(provider)).toThrow(/PUBLIC_URL is not set/);
    expect(load({ ...provider, PUBLIC_URL: 'https://argus.example' })).not.toThrow();
    expect(load({ PUBLIC_URL: 'https://argus.example' })).not.toThrow();
  });

  test('treats an empty variable as not set', () => {
    expect(loadConfig({ ...least, SERVER_PORT: '' }).SERVER_PORT).toBe(8080);
  });

  test('names every error at once, with the value', () => {
    const wrong = () => loadConfig({ SERVER_PORT: 'eighty', KAFKA_BROKERS: 'nohost' });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(
      /SERVER_PORT holds "eighty"[\s\S]*DB_PASSWORD is not set[\s\S]*KAFKA_BROKERS holds "nohost"/,
    );
  });

  test('requires the model if there is an endpoint', () => {
    expect(() => loadConfig({ ...least, LLM_BASE_URL: 'http://127.0.0.1:1/v1' })).toThrow(
      /LLM_MODEL is not set: name the model/,
    );
    expect(() => loadConfig({ ...least, LLM_BASE_URL: 'file:///etc/passwd', LLM_MODEL: 'm' })).toThrow(
      /LLM_BASE_URL holds/,
    );
  });

  test('refuses a file size that no object store accepts, or for whose parts the memory does not suffice', () => {
    const TiB = 1024 ** 4;
    const load = (bytes: number, mib = '96') =>
      loadConfig({ ...least, UPLOAD_MAX_FILE_BYTES: String(bytes), UPLOAD_BUFFER_MIB: mib });
    expect(load(900 * 1024 ** 3).UPLOAD_BUFFER_MIB).toBe(96);
    expect(load(5 * TiB, '1024').UPLOAD_MAX_FILE_BYTES).toBe(5 * TiB);
    expect(() => load(5 * TiB)).toThrow(/UPLOAD_BUFFER_MIB holds "96": .* parts of 525 MiB/);
    expect(() => load(5 * TiB + 1, '1024')).toThrow(/UPLOAD_MAX_FILE_BYTES holds .*5 TiB/);
  });

  test('accepts proxies as addresses and networks', () => {
    const load = (TRUST_PROXY: string) => loadConfig({ ...least, TRUST_PROXY }).TRUST_PROXY;
    expect(load('10.0.0.0/8, ::1,loopback')).toEqual(['10.0.0.0/8', '::1', 'loopback']);
    expect(load('')).toBeUndefined();
    for (const wrong of ['true', '1', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', 'proxy.example'])
      expect(() => load(wrong)).toThrow(/TRUST_PROXY holds/);
  });

  test('accepts IPv6 addresses only as URLs write them', () => {
    const { REDIS_ADDR, KAFKA_BROKERS, DB_HOST } = loadConfig({
      ...least,
      REDIS_ADDR: '[::1]:6379',
      MINIO_ENDPOINT: '[2001:db8::7]:9000',
      TEMPORAL_ADDRESS: '[fe80::1%eth0]:7233',
      KAFKA_BROKERS: '[::1]:9092,kafka:9092',
      DB_HOST: '[::1]',
    });
    expect([hostAndPort(REDIS_ADDR), DB_HOST]).toEqual([{ host: '::1', port: 6379 }, '::1']);
    expect(KAFKA_BROKERS).toEqual(['[::1]:9092', 'kafka:9092']);
    for (const wrong of ['::1:6379', '[::1]', '[x]:1', '[::1:6379', 'a:b:1', 'host:70000', 'host']) {
      expect(() => loadConfig({ ...least, REDIS_ADDR: wrong }), wrong).toThrow(/REDIS_ADDR holds/);
    }
  });

  test('never shows a secret', () => {
    const wrong = () => loadConfig({ ...least, REDIS_DB: '99', MINIO_SECRET_KEY: 'hunter2' });
    expect(wrong).toThrow(/REDIS_DB/);
    expect(wrong).not.toThrow(/hunter2/);
  });
});

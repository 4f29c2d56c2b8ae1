import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';

const least = { DB_PASSWORD: 'p', MINIO_ACCESS_KEY: 'a', MINIO_SECRET_KEY: 's' };

describe('the environment', () => {
  test('has defaults for all but the secrets, and is frozen', () => {
    const config = loadConfig(least);
    expect(config.SERVER_PORT).toBe(8080);
    expect(config.KAFKA_TOPIC).toBe('batch-events');
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ ...least, SERVER_PORT: '' }).SERVER_PORT).toBe(8080);
  });

  test('names all that is wrong at once, with what it holds', () => {
    const wrong = () => loadConfig({ SERVER_PORT: 'eighty', KAFKA_BROKERS: 'nohost' });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(
      /SERVER_PORT holds "eighty"[\s\S]*DB_PASSWORD is not set[\s\S]*KAFKA_BROKERS holds "nohost"/,
    );
  });

  test('asks for the model where there is an endpoint', () => {
    expect(() => loadConfig({ ...least, LLM_BASE_URL: 'http://127.0.0.1:1/v1' })).toThrow(
      /LLM_MODEL is not set: name the model/,
    );
    expect(() => loadConfig({ ...least, LLM_BASE_URL: 'file:///etc/passwd', LLM_MODEL: 'm' })).toThrow(
      /LLM_BASE_URL holds/,
    );
  });

  test('never shows a secret', () => {
    const wrong = () => loadConfig({ ...least, REDIS_DB: '99', MINIO_SECRET_KEY: 'hunter2' });
    expect(wrong).toThrow(/REDIS_DB/);
    expect(wrong).not.toThrow(/hunter2/);
  });
});

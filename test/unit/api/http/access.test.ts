import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { createKnown } from '../../../../src/api/http/access/known.ts';
import { isLocalName } from '../../../../src/api/http/access/local-names.ts';
import { createOpenness } from '../../../../src/api/http/access/openness.ts';
import {
  everyone,
  readers,
  registerRoleStatements,
  vehiclesAndReaders,
} from '../../../../src/api/http/access/roles.ts';
import type { Identity } from '../../../../src/domain/identity.ts';

const reader: Identity = { key: 'token:1', name: 'a reader', role: 'reader' };
const token = { kind: 'token' as const, sha256: Buffer.alloc(32, 1) };

/** A store whose answers, and a clock whose time, the test sets. */
function world() {
  const state = { now: 0, asked: 0, answer: async (): Promise<Identity | undefined> => reader };
  const identityOf = () => {
    state.asked += 1;
    return state.answer();
  };
  const store = { identityOf, any: async () => true };
  return { state, known: createKnown({ tokens: store, sessions: store }, () => state.now) };
}

describe('whose a credential is', () => {
  test('holds for less than a second, counted from before it was asked for', async () => {
    const { state, known } = world();
    let answered = (_: Identity) => {};
    state.answer = () =>
      new Promise((resolve) => {
        answered = resolve;
      });
    const first = known.identityOf(token);
    state.now = 900;
    answered(reader);
    expect(await first).toBe(reader);
    state.now = 999;
    expect(known.identityOf(token)).toBe(reader);
    state.answer = async () => undefined;
    state.now = 1_000;
    expect(await known.identityOf(token)).toBeUndefined();
    expect(state.asked).toBe(2);
  });

  test('is asked for once by many at a time, again after a failure, and apart for tokens and sessions', async () => {
    const { state, known } = world();
    state.answer = () => Promise.reject(new Error('away'));
    const both = await Promise.allSettled([known.identityOf(token), known.identityOf(token)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(state.asked).toBe(1);
    state.answer = async () => reader;
    expect(await known.identityOf(token)).toBe(reader);
    await known.identityOf({ ...token, kind: 'session' });
    expect(state.asked).toBe(3);
  });
});

describe('Argus', () => {
  test('is open while there is no token, and never again once there was one', async () => {
    let now = 0;
    let any = false;
    const isOpen = createOpenness(
      true,
      async () => any,
      () => now,
    );
    expect(await isOpen()).toBe(true);
    any = true;
    expect(isOpen()).toBe(true);
    now = 1_000;
    expect(await isOpen()).toBe(false);
    any = false;
    now = 9_000;
    expect(isOpen()).toBe(false);
  });

  test('is not open where the settings forbid it, nor before the database has answered', async () => {
    expect(createOpenness(false, async () => false)()).toBe(false);
    let away = true;
    let now = 0;
    const ask = async () => {
      if (away) throw new Error('away');
      return false;
    };
    const isOpen = createOpenness(true, ask, () => now);
    await expect(isOpen()).rejects.toThrow('away');
    away = false;
    expect(await isOpen()).toBe(true);
    away = true;
    now = 5_000;
    expect(await isOpen()).toBe(true);
  });

  test('does not start with a route that does not say who may use it, or that leaves vehicles to themselves', async () => {
    const app = Fastify();
    registerRoleStatements(app);
    app.get('/for-everyone', { config: { roles: everyone } }, async () => '');
    app.get('/for-readers', { config: { roles: readers } }, async () => '');
    app.get('/api/v1/batches/:id/own', { config: { roles: vehiclesAndReaders } }, async () => '');
    app.get('/checked', { config: { roles: vehiclesAndReaders, checksVehicle: true } }, async () => '');
    await app.ready();

    const silent = Fastify();
    registerRoleStatements(silent);
    silent.get('/silent', async () => '');
    await expect(silent.ready()).rejects.toThrow('GET /silent');

    const unguarded = Fastify();
    registerRoleStatements(unguarded);
    unguarded.get('/unguarded', { config: { roles: vehiclesAndReaders } }, async () => '');
    await expect(unguarded.ready()).rejects.toThrow('config.checksVehicle');
  });
});

test('this machine is localhost and addresses; any other name may be somebody’s who points it here', () => {
  const own = [
    'localhost',
    'LOCALHOST:8080',
    'localhost.',
    'console.localhost:80',
    '127.0.0.1:8080',
    '[::1]:8080',
    '10.1.2.3',
  ];
  for (const host of [...own, undefined]) expect(isLocalName(host), host).toBe(true);
  const others = [
    'evil.example',
    '127.0.0.1.evil.example:8080',
    'localhost.evil.example',
    'evillocalhost',
    'a b',
    '',
  ];
  for (const host of others) expect(isLocalName(host), host).toBe(false);
});

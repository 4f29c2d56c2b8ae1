import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postMessage } from '../../../src/webhooks/post-message.ts';
import { isPrivate, namesPrivate } from '../../../src/webhooks/private-address.ts';
import { giveUpHours, retryPause } from '../../../src/webhooks/retry-pause.ts';
import { newSecret, signedHeaders } from '../../../src/webhooks/sign.ts';

describe('a signature', () => {
  test('is accepted by the library of Standard Webhooks, for any text', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.jsonValue(), (id, value) => {
        const secret = newSecret();
        const body = JSON.stringify(value);
        const headers = signedHeaders(secret, id, new Date(), body);
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow();
        expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
      }),
      { numRuns: 50 },
    );
  });
});

describe('retries', () => {
  test('back off to four hours, some fifteen of them in a day', () => {
    const pauses = Array.from({ length: 20 }, (_, index) => retryPause(index + 1, 0.5));
    expect(pauses.slice(0, 4)).toEqual([5, 20, 80, 320]);
    expect(pauses.at(-1)).toBe(4 * 3600);
    let [seconds, attempts] = [0, 0];
    while (seconds < giveUpHours * 3600) seconds += retryPause(++attempts, 0.5);
    expect(attempts).toBeGreaterThan(10);
    expect(retryPause(1, 0)).toBeLessThan(retryPause(1, 1));
  });
});

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
    '2001:db8::1',
    '::127.0.0.1',
  ])('%s is private', (address) => {
    expect(isPrivate(address)).toBe(true);
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => {
      expect(isPrivate(address)).toBe(false);
    },
  );

  test.each([
    'http://localhost/',
    'http://a.localhost./',
    'http://127.1/',
    'http://0x7f000001/',
    'http://[::1]/',
    'http://2130706433/',
  ])('the URL %s names a private one', (url) => {
    expect(namesPrivate(new URL(url))).toBe(true);
  });
});

describe('posting', () => {
  let url: string;
  let hits = 0;
  const server = createServer((request, response) => {
    hits += 1;
    response.writeHead(request.url === '/redirect' ? 302 : 200, { location: '/' });
    response.end('x'.repeat(request.url === '/long' ? 10_000_000 : 2));
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('reaches a private address only if that is allowed, by name as well', async () => {
    await postMessage(url, '{}', {}, true);
    expect(hits).toBe(1);
    await expect(postMessage(url, '{}', {}, false)).rejects.toThrow('not public');
    await expect(postMessage(url.replace('localhost', '127.0.0.1'), '{}', {}, false)).rejects.toThrow(
      'not public',
    );
    expect(hits).toBe(1);
  });

  test('follows no redirect, and does not read long responses', async () => {
    hits = 0;
    await expect(postMessage(`${url}/redirect`, '{}', {}, true)).rejects.toThrow('answered 302');
    await postMessage(`${url}/long`, '{}', {}, true);
    expect(hits).toBe(2);
  });
});

import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect as netConnect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificate, certificateAuthority } from '../../support/certificates.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

const here = 'IP:127.0.0.1,DNS:localhost';
let folder: string;
let authority: ReturnType<typeof certificateAuthority>;
let server: Certificate;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'argus-tls-'));
  authority = certificateAuthority(folder);
  server = authority.issue('server', 'localhost', here);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the API', () => {
  let api: TestApi;
  let vehicle: Certificate & { pem: { cert: string; key: string } };
  const read = (file: string) => readFile(file, 'utf8');

  beforeAll(async () => {
    const issued = authority.issue('truck', 'truck-9', 'DNS:truck-9.fleet.example');
    vehicle = { ...issued, pem: { cert: await read(issued.cert), key: await read(issued.key) } };
    api = await startTestApi({ TLS_CERT: server.cert, TLS_KEY: server.key, TLS_CLIENT_CA: authority.ca });
  });
  afterAll(() => api?.close());

  interface Answer {
    status: number | undefined;
    headers: NodeJS.Dict<string | string[]>;
    body: Record<string, unknown>;
  }

  async function ask(
    path: string,
    options: { cert?: string; key?: string; method?: string; json?: unknown } = {},
  ) {
    const { json, ...rest } = options;
    const ca = await read(authority.ca);
    return new Promise<Answer>((resolve, reject) => {
      const headers = json === undefined ? {} : { 'content-type': 'application/json' };
      const sent = request(`${api.url}/api/v1${path}`, { ...rest, ca, headers, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: JSON.parse(text) }),
        );
      });
      sent.on('error', reject);
      sent.end(json === undefined ? undefined : JSON.stringify(json));
    });
  }

  test('knows a vehicle by its certificate, and nobody by one of another authority or by none', async () => {
    expect(api.url).toMatch(/^https:/);
    const nobody = await ask('/batches');
    expect(nobody.status).toBe(401);
    expect(nobody.headers['strict-transport-security']).toContain('max-age=');
    const who = await ask('/session', vehicle.pem);
    expect(who.body.identity).toEqual({ name: 'truck-9', role: 'vehicle', vehicle_id: 'truck-9' });
    const vin = 'WVWZZZ1JZ3W386752';
    const create = (vehicle_id: string) =>
      ask('/batches', { ...vehicle.pem, method: 'POST', json: { vehicle_id, vin } });
    expect((await create('truck-9')).status).toBe(201);
    expect((await create('truck-8')).status).toBe(404);
    const foreignFolder = await mkdtemp(join(folder, 'foreign-'));
    const foreign = certificateAuthority(foreignFolder).issue('truck', 'truck-9', here);
    expect(
      (await ask('/batches', { cert: await read(foreign.cert), key: await read(foreign.key) })).status,
    ).toBe(401);
  });

  test('takes a renewed certificate without a restart', async () => {
    const { hostname, port } = new URL(api.url);
    const ca = await read(authority.ca);
    const shown = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ host: hostname, port: Number(port), ca }, () => {
          resolve(socket.getPeerCertificate().subject.CN as string);
          socket.destroy();
        });
        socket.on('error', reject);
      });
    expect(await shown()).toBe('localhost');
    const renewed = authority.issue('renewed', 'renewed', here);
    await rename(renewed.key, server.key);
    await rename(renewed.cert, server.cert);
    await until('the new certificate', async () => (await shown()) === 'renewed');
  });
});

describe('a certificate that was revoked', () => {
  let api: TestApi;
  let lists: string;
  let other: ReturnType<typeof certificateAuthority>;
  let ca: string;
  const named = (name: string) => authority.issue(name, name, `DNS:${name}`);

  beforeAll(async () => {
    other = certificateAuthority(await mkdtemp(join(folder, 'second-')), 'Second CA');
    const cas = join(folder, 'both.crt');
    ca = await readFile(authority.ca, 'utf8');
    await writeFile(cas, ca + (await readFile(other.ca, 'utf8')));
    lists = join(folder, 'lists.pem');
    await renew([], []);
    const tls = authority.issue('crl-server', 'localhost', here);
    api = await startTestApi({
      TLS_CERT: tls.cert,
      TLS_KEY: tls.key,
      TLS_CLIENT_CA: cas,
      TLS_CLIENT_CRL: lists,
    });
  });
  afterAll(() => api?.close());

  /** Lists of both authorities in one file, put in place at once. */
  async function renew(ours: Certificate[], theirs: Certificate[], hours?: number) {
    const parts = [authority.revoke('ours.crl', ours, hours), other.revoke('theirs.crl', theirs)];
    const text = (await Promise.all(parts.map((part) => readFile(part, 'utf8')))).join('');
    await writeFile(`${lists}.new`, text);
    await rename(`${lists}.new`, lists);
  }

  /** A connection of its own, that requests can be sent over one after the other. */
  async function connection(certificate: Certificate, how: { session?: Buffer; socket?: Socket } = {}) {
    const [cert, key] = await Promise.all([readFile(certificate.cert), readFile(certificate.key)]);
    const { port } = new URL(api.url);
    const socket = connect({ port: Number(port), host: '127.0.0.1', ca, cert, key, ...how });
    const sessions: Buffer[] = [];
    socket.on('session', (ticket) => sessions.push(ticket));
    let text = '';
    let isClosed = false;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      isClosed = true;
    });
    return {
      socket,
      isClosed: () => isClosed,
      session: () => sessions.at(-1),
      /** Of the answer; `cut` where the server ends the connection instead. */
      async status(): Promise<number | 'cut'> {
        text = '';
        if (!isClosed) socket.write('GET /api/v1/batches HTTP/1.1\r\nhost: localhost\r\n\r\n');
        const answer = () => /HTTP\/1.1 (\d+)/.exec(text)?.[1];
        const found = await until('an answer', async () => answer() ?? (isClosed && 'cut'));
        return found === 'cut' ? found : Number(found);
      },
    };
  }
  const statusOf = async (certificate: Certificate) => {
    const { socket, status } = await connection(certificate);
    const found = await status();
    socket.destroy();
    return found;
  };

  test('is nobody’s from the next list on, also on connections that are open and in sessions that are resumed', async () => {
    const [lost, kept] = [named('lost'), named('kept')];
    const theirs = other.issue('theirs', 'theirs', 'DNS:theirs');
    const open = await Promise.all([lost, kept, theirs].map((one) => connection(one)));
    for (const { status } of open) expect(await status()).toBe(200);
    const [ofLost, ofKept, ofTheirs] = open as [(typeof open)[0], (typeof open)[0], (typeof open)[0]];
    const ticket = await until('a ticket', async () => ofLost.session());
    await renew([lost], [theirs]);
    await until('their connections to end', async () => ofLost.isClosed() && ofTheirs.isClosed());
    expect([await statusOf(lost), await statusOf(theirs), await statusOf(kept)]).toEqual([401, 401, 200]);
    const resumed = await connection(lost, { session: ticket });
    expect(await resumed.status()).toBe(401);
    resumed.socket.destroy();
    expect(ofKept.isClosed()).toBe(false);
    expect(await ofKept.status()).toBe(200);
    ofKept.socket.destroy();
  });

  test('is nobody’s where its handshake began before the list and ended after it', async () => {
    const lost = named('lost-slowly');
    const begun = netConnect(Number(new URL(api.url).port), '127.0.0.1');
    await once(begun, 'connect');
    await renew([lost], []);
    await until('the list to be in effect', async () => (await statusOf(lost)) === 401);
    const late = await connection(lost, { socket: begun });
    expect(await late.status()).toBe('cut');
  });

  test('loses its connection beside one with a certificate that nobody has signed, which stays and is nobody’s', async () => {
    const lost = named('lost-beside');
    const unsigned = await connection(authority.selfSigned('unsigned', 'unsigned'));
    const ofLost = await connection(lost);
    expect([await unsigned.status(), await ofLost.status()]).toEqual([401, 200]);
    await renew([lost], []);
    await until('its connection to end', async () => ofLost.isClosed());
    expect(unsigned.isClosed()).toBe(false);
    expect(await unsigned.status()).toBe(401);
    unsigned.socket.destroy();
  });

  test('is not let in by a list that is unreadable or out of date', async () => {
    const [lost, kept] = [named('lost-too'), named('kept-too')];
    await renew([lost], []);
    await until('the list to be in effect', async () => (await statusOf(lost)) === 401);
    await writeFile(lists, 'cut off');
    // Long enough for it to have been read: another certificate is taken with it.
    const { cert, key } = authority.issue('crl-renewed', 'renewed', here);
    await rename(key, join(folder, 'crl-server.key'));
    await rename(cert, join(folder, 'crl-server.crt'));
    expect([await statusOf(lost), await statusOf(kept)]).toEqual([401, 200]);
    await renew([lost], [], -1);
    await until('it to be in effect', async () => (await statusOf(kept)) === 401);
  });
});

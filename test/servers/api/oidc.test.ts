import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../../../stack/ports.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

/** A real provider of npm, in this process. Who signs in there is whoever `login` says. */
let provider: Server;
let issuer: string;
let api: TestApi;
const people: Record<string, object> = {
  ada: { name: 'Ada Lovelace', groups: { argus: ['reader', 'argus-operator'] } },
  guest: { name: 'A guest', groups: { argus: [] } },
};

beforeAll(async () => {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  // Its port is known only now: the provider has to know where to send browsers back to.
  const { minio: port } = await freePorts();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider.on('request', providerFor(`${publicUrl}/auth/callback`).callback());
  api = await startTestApi({
    SERVER_PORT: String(port),
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'argus',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test',
    OIDC_NAME: 'the test provider',
    OIDC_ROLES_CLAIM: 'groups.argus',
    PUBLIC_URL: publicUrl,
  });
});
afterAll(async () => {
  await api?.close();
  provider.closeAllConnections();
  provider.close();
});

function providerFor(redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: 'argus', client_secret: 'a-secret-of-the-test', redirect_uris: [redirectUri] }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['of the test'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
    features: { devInteractions: { enabled: true } },
  });
}

/** A browser as far as it is needed: it keeps cookies for each origin, and goes where it is sent. */
function browser() {
  const jar = new Map<string, Map<string, string>>();

  async function go(url: string, body?: URLSearchParams): Promise<Response> {
    const { origin } = new URL(url);
    const cookies = jar.get(origin) ?? new Map<string, string>();
    jar.set(origin, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body && { method: 'POST', body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
    return response;
  }

  async function follow(url: string): Promise<{ url: string; response: Response }> {
    let at = url;
    for (let hops = 0; hops < 20; hops += 1) {
      const response = await go(at);
      const next = response.headers.get('location');
      if (!next || response.status < 300 || response.status >= 400) return { url: at, response };
      at = new URL(next, at).href;
    }
    throw new Error('sent in circles');
  }

  /** Fills in the forms of the provider, as somebody who is called so. */
  async function signInAs(login: string, from = `${api.url}/auth/login?to=/fleet`) {
    let { url, response } = await follow(from);
    for (const prompt of ['login', 'consent']) {
      if (new URL(url).origin !== issuer) break;
      const action = /action="([^"]+)"/.exec(await response.text())?.[1] ?? url;
      const sent = await go(
        new URL(action, url).href,
        new URLSearchParams({ prompt, login, password: 'any' }),
      );
      ({ url, response } = await follow(new URL(sent.headers.get('location') ?? '', url).href));
    }
    return url;
  }
  return { go, follow, signInAs, cookiesOf: (origin: string) => [...(jar.get(origin)?.keys() ?? [])] };
}

test('nobody is known at first, and the console is told where to sign in', async () => {
  const { body } = await api.call('/session');
  expect(body).toEqual({ identity: null, open: false, signed_in: false, provider: 'the test provider' });
  expect((await api.call('/batches')).status).toBe(401);
});

test('somebody with a role signs in, is named wherever they act, and goes where they wanted', async () => {
  const ada = browser();
  expect(await ada.signInAs('ada')).toBe(`${api.url}/fleet`);
  expect(ada.cookiesOf(api.url)).toEqual(['argus_session']);
  const session = await (await ada.go(`${api.url}/api/v1/session`)).json();
  expect(session).toMatchObject({ identity: { name: 'Ada Lovelace', role: 'operator' }, signed_in: true });
  expect((await ada.go(`${api.url}/api/v1/batches`)).status).toBe(200);
  expect((await ada.go(`${api.url}/api/v1/tokens`)).status).toBe(403);
  const [act] = await until('the act', async () => {
    const acts = await api.stores.audit.list({ action: 'signIn' }, undefined, 1);
    return acts.length > 0 && acts;
  });
  expect(act).toMatchObject({ actor: `person:${issuer} ada`, actor_name: 'Ada Lovelace', status: 303 });
});

test('somebody without a role is told so, and is nobody', async () => {
  const guest = browser();
  expect(await guest.signInAs('guest')).toBe(`${api.url}/?sign_in=no_role`);
  expect((await guest.go(`${api.url}/api/v1/batches`)).status).toBe(401);
});

test('a callback that this browser has not asked for, or that comes twice, signs nobody in', async () => {
  const victim = browser();
  const foreign = await victim.follow(`${api.url}/auth/callback?code=stolen&state=invented`);
  expect(foreign.url).toBe(`${api.url}/?sign_in=refused`);
  // It has left for the provider, and comes back with somebody else's answer.
  await victim.go(`${api.url}/auth/login`);
  const mixed = await victim.follow(`${api.url}/auth/callback?code=stolen&state=invented&iss=${issuer}`);
  expect(mixed.url).toBe(`${api.url}/?sign_in=refused`);
  expect(victim.cookiesOf(api.url)).toEqual([]);
});

test('after signing in nobody is sent to another site', async () => {
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const from = `${api.url}/auth/login?to=${encodeURIComponent(to)}`;
    expect(await browser().signInAs('ada', from)).toBe(`${api.url}/`);
  }
});

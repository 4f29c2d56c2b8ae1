import type { Config } from '../../config.ts';
import type { Person } from '../../stores/postgres/access/sessions.ts';
import { nameOf, roleOf } from './oidc-claims.ts';

type Library = typeof import('openid-client');
type Provider = { library: Library; configuration: Awaited<ReturnType<Library['discovery']>> };

/** What a browser keeps between leaving for the provider and coming back. */
export interface Departure {
  state: string;
  nonce: string;
  /** Of PKCE (RFC 7636). */
  verifier: string;
}

/** Calls of the provider, in seconds. */
const patienceSeconds = 10;
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Sign-in through an OpenID provider: authorization code with PKCE, state and nonce. Undefined where none is set. */
export function createOidcClient(config: Config) {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: id,
    OIDC_CLIENT_SECRET: secret,
    PUBLIC_URL: publicUrl,
  } = config;
  if (!issuer || !id || !secret || !publicUrl) return undefined;
  const redirectUri = new URL('/auth/callback', publicUrl).href;
  let found: Promise<Provider> | undefined;

  /** Once; again after a failure. */
  function provider(): Promise<Provider> {
    found ??= discover().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  }

  async function discover(): Promise<Provider> {
    const library = await import('openid-client');
    const url = new URL(issuer as string);
    // Without TLS only on this machine, for tests and development.
    const execute =
      url.protocol === 'http:' && loopback.test(url.hostname) ? [library.allowInsecureRequests] : [];
    const configuration = await library.discovery(url, id as string, secret, undefined, {
      execute,
      timeout: patienceSeconds,
    });
    return { library, configuration };
  }

  return {
    /** Where to send the browser, and what it has to bring back. */
    async leave(): Promise<{ url: string; departure: Departure }> {
      const { library, configuration } = await provider();
      const departure = {
        state: library.randomState(),
        nonce: library.randomNonce(),
        verifier: library.randomPKCECodeVerifier(),
      };
      const url = library.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: departure.state,
        nonce: departure.nonce,
        code_challenge: await library.calculatePKCECodeChallenge(departure.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, departure };
    },

    /**
     * Who has come back, by the address that the provider sent the browser to; undefined for somebody without a role.
     * @throws Error where anything does not fit together.
     */
    async arrive(query: string, { state, nonce, verifier }: Departure): Promise<Person | undefined> {
      const { library, configuration } = await provider();
      const tokens = await library.authorizationCodeGrant(configuration, new URL(`${redirectUri}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider gave no ID token');
      // Providers may keep what is not asked for by scope to their user info (OpenID Connect Core, 5.4).
      const more = configuration.serverMetadata().userinfo_endpoint
        ? await library.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : {};
      const all = { ...more, ...claims };
      const role = roleOf(all, config.OIDC_ROLES_CLAIM);
      return role && { subject: `${claims.iss} ${claims.sub}`, name: nameOf(all), role };
    },
  };
}

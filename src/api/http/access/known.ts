import type { Identity } from '../../../domain/identity.ts';
import type { Credential } from './credential.ts';

/** Where credentials are looked up. */
export interface Identities {
  tokens: { identityOf(sha256: Buffer): Promise<Identity | undefined>; any(): Promise<boolean> };
  sessions: {
    identityOf(sha256: Buffer): Promise<Identity | undefined>;
    noteUse(sha256: Buffer): Promise<void>;
  };
}

/** How long what was looked up holds, from before it was asked for: what is revoked has no effect a second later. */
const heldMs = 1_000;
/** Credentials remembered at once; beyond them the oldest is asked for again. */
const most = 10_000;

interface Held {
  until: number;
  identity: Promise<Identity | undefined> | Identity | undefined;
}

/** Remembers for a second whose a credential is, or that it is nobody's. */
export function createKnown(
  { tokens, sessions }: { [Kind in keyof Identities]: Pick<Identities[Kind], 'identityOf'> },
  clock: () => number = () => performance.now(),
) {
  const held = new Map<string, Held>();

  return { identityOf, wasSomebodys };

  /** At once where it is remembered. A failed look-up is not remembered. */
  function identityOf(credential: Credential): Promise<Identity | undefined> | Identity | undefined {
    const now = clock();
    const key = keyOf(credential);
    const found = held.get(key);
    if (found && found.until > now) return found.identity;
    const store = credential.kind === 'token' ? tokens : sessions;
    const asked: Held = { until: now + heldMs, identity: undefined };
    const answer = store.identityOf(credential.sha256);
    asked.identity = answer;
    held.delete(key);
    if (held.size >= most) held.delete(held.keys().next().value as string);
    held.set(key, asked);
    answer.then(
      (identity) => {
        asked.identity = identity;
      },
      () => {
        if (held.get(key) === asked) held.delete(key);
      },
    );
    return answer;
  }

  /** Whether it was valid when it was last looked up. */
  function wasSomebodys(credential: Credential): boolean {
    return held.get(keyOf(credential))?.identity !== undefined;
  }
}

export type Known = ReturnType<typeof createKnown>;

function keyOf({ kind, sha256 }: Credential): string {
  return kind + sha256.toString('latin1');
}

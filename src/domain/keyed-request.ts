export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One request with an Idempotency-Key. */
export interface KeyedRequest {
  /** Method, path, and who asks. */
  operation: string;
  key: string;
  /** Digest of what else the request says. */
  fingerprint: string;
  /** Names this attempt. */
  holder: string;
  /** Id for what the request creates, unless an earlier attempt has given one. */
  resourceId: string;
}

export type Claim =
  /** This attempt is to be carried out. */
  | { outcome: 'claimed'; resourceId: string }
  | { outcome: 'answered'; answer: KeptAnswer }
  | { outcome: 'running' }
  /** The key was used with another query or body. */
  | { outcome: 'other_request' };

/** An attempt that is not heard of for this long has died with its process. */
export const holdMs = 10_000;

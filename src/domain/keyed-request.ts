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
  /** Digest of the rest of the request. */
  fingerprint: string;
  /** Identifies this attempt. */
  holder: string;
  /** Id for what the request creates, unless an earlier attempt has assigned one. */
  resourceId: string;
}

export type Claim =
  /** This attempt is to be executed. */
  | { outcome: 'claimed'; resourceId: string }
  | { outcome: 'answered'; answer: KeptAnswer }
  | { outcome: 'running' }
  /** The key was used with another query or body. */
  | { outcome: 'other_request' };

/** An attempt without a sign of life for this long has died with its process. */
export const holdMs = 10_000;

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** An object that whoever has the link may read. */
interface Linked {
  key: string;
  /** Seconds since 1970. */
  until: number;
}

/**
 * Links to clips for a viewer that has no token of its own: signed (HMAC-SHA-256), and valid for a short time. All
 * processes that share `secret` accept each other's.
 */
export function createClipLinks(secret: string, now: () => number = Date.now) {
  const signingKey = Buffer.from(hkdfSync('sha256', secret, '', 'argus clip links', 32));
  const sign = (text: string) => createHmac('sha256', signingKey).update(text).digest();

  return {
    /** A text of letters, digits, `-`, `_` and a dot. */
    create(key: string, seconds: number): { token: string; expiresAt: Date } {
      const until = Math.floor(now() / 1000) + seconds;
      const content = Buffer.from(JSON.stringify({ key, until } satisfies Linked)).toString('base64url');
      return {
        token: `${content}.${sign(content).toString('base64url')}`,
        expiresAt: new Date(until * 1000),
      };
    },

    /** The key of the object; undefined for a link that is not ours or no longer valid. */
    open(token: string): string | undefined {
      const [content = '', signature = ''] = token.split('.');
      const [given, expected] = [Buffer.from(signature, 'base64url'), sign(content)];
      if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return undefined;
      const { key, until } = JSON.parse(Buffer.from(content, 'base64url').toString()) as Linked;
      return until * 1000 >= now() ? key : undefined;
    },
  };
}

export type ClipLinks = ReturnType<typeof createClipLinks>;

/**
 * The address at which Foxglove or Lichtblick opens a recording behind a URL at a moment
 * (https://docs.foxglove.dev/docs/visualization/shareable-links).
 * @param viewer address of the viewer.
 */
export function viewerLink(viewer: string, url: string, timeNs: bigint): string {
  const link = new URL(viewer);
  link.searchParams.set('ds', 'remote-file');
  link.searchParams.set('ds.url', url);
  link.searchParams.set('time', rfc3339(timeNs));
  return link.href;
}

function rfc3339(timeNs: bigint): string {
  const seconds = Number(timeNs / 1_000_000_000n);
  const fraction = String(timeNs % 1_000_000_000n).padStart(9, '0');
  return new Date(seconds * 1000).toISOString().replace('.000Z', `.${fraction}Z`);
}

import { keptText } from './kept-text.ts';

const kept = keptText('argus-feedback-token');
let ofThisPage: string | undefined;

/** Identifies this browser, so that repeated feedback counts once; without storage, it identifies this page view. */
export function feedbackToken(): string {
  const known = kept.read() || ofThisPage;
  if (known) return known;
  ofThisPage = newToken();
  kept.write(ofThisPage);
  return ofThisPage;
}

/** `crypto.randomUUID` exists on secure origins only. */
function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

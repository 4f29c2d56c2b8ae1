import { keptText } from './kept-text.ts';

const kept = keptText('argus-feedback-token');
let ofThisPage: string | undefined;

/** Tells this browser from others, so that what it says twice counts once; where nothing can be kept, this page. */
export function feedbackToken(): string {
  const known = kept.read() || ofThisPage;
  if (known) return known;
  ofThisPage = newToken();
  kept.write(ofThisPage);
  return ofThisPage;
}

/** `crypto.randomUUID` is there on secure origins only. */
function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

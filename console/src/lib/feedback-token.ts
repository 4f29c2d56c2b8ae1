const key = 'argus-feedback-token';
let ofThisPage: string | undefined;

/** Tells this browser from others, so that what it says twice counts once; where nothing can be kept, this page. */
export function feedbackToken(): string {
  try {
    const kept = localStorage.getItem(key);
    if (kept) return kept;
    const made = newToken();
    localStorage.setItem(key, made);
    return made;
  } catch {
    // Browsers may forbid storage.
    ofThisPage ??= newToken();
    return ofThisPage;
  }
}

/** `crypto.randomUUID` is there on secure origins only. */
function newToken(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

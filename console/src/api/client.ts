import { createClient } from '../../../src/client/client.ts';
import { isUnattended } from '../lib/attendance.ts';

const whenRefused = new Set<() => void>();

/** Calls the listener whenever a request is refused as nobody's; returns the function that ends it. */
export function onRefusal(listener: () => void): () => void {
  whenRefused.add(listener);
  return () => whenRefused.delete(listener);
}

/** Argus, at the origin of the page. Pages show errors and retry automatically or on a button. */
export const argus = createClient({
  server: '',
  async fetch(input, init) {
    const headers = new Headers(init?.headers);
    if (isUnattended()) headers.set('argus-unattended', '?1');
    const response = await globalThis.fetch(input, { ...init, headers });
    if (response.status === 401) for (const listener of whenRefused) listener();
    return response;
  },
});

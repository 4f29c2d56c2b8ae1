import { createClient } from '../../../src/client/client.ts';

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
    const response = await globalThis.fetch(input, init);
    if (response.status === 401) for (const listener of whenRefused) listener();
    return response;
  },
});

import { createClient } from '../../../src/client/client.ts';

/** Argus, at the origin of the page. Pages show errors and retry automatically or on a button. */
export const argus = createClient({ server: '' });

import { createClient } from '../../../src/client/client.ts';

/** Argus, at the origin of the page. A page shows what failed and asks again by itself or at the press of a button. */
export const argus = createClient({ server: '' });

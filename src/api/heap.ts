import { setFlagsFromString } from 'node:v8';

/**
 * Imported first by the API's main, before other modules make V8's young generation grow: nothing of a request lives
 * long, and a large young generation would only keep its garbage, 40 MB of it. Not where parsing shares the process.
 */
if (process.argv[1]?.endsWith('/api/server.ts')) setFlagsFromString('--semi-space-growth-factor=1');

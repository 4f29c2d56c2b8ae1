import { keepHeapSmall } from './http/heap.ts';

keepHeapSmall();
// Only now: loading them is what would make the young generation grow.
const { runAsMain } = await import('../role.ts');
const { startApi } = await import('./start-api.ts');
await runAsMain('api', (deps) => startApi(deps));

import { runAsMain } from '../role.ts';
import { keepHeapSmall } from './http/heap.ts';
import { startApi } from './start-api.ts';

// After the modules are loaded, which makes the young generation grow to what thousands of streams need.
keepHeapSmall();
await runAsMain('api', (deps) => startApi(deps));

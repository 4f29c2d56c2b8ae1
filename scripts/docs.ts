import { writeFile } from 'node:fs/promises';
import { architecturePage, pageWithRooms } from './rooms/rooms-page.ts';

/** `npm run docs` writes the parts of the documents that are made from code. */
await writeFile(architecturePage, (await pageWithRooms()).wanted);
await import('./api-page.ts');

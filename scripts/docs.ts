import { writeFile } from 'node:fs/promises';
import { architecturePage, pageWithRooms } from './rooms/rooms-page.ts';

/** Writes the parts of the documents that are made from code. */
const { wanted } = await pageWithRooms();
await writeFile(architecturePage, wanted);

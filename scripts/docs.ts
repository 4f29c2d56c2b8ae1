import { readFile, writeFile } from 'node:fs/promises';
import { cliPage, pageWithCommands } from './cli-page.ts';
import { writeChart } from './helm/chart-values.ts';
import { metricsPage, pageWithMetrics } from './metrics-page.ts';
import { pageWithPublicRecordings, publicRecordingsPage } from './public-recordings-page.ts';
import { architecturePage, pageWithRooms } from './rooms/rooms-page.ts';

/** `npm run docs` writes the generated parts of the documents. */
await writeFile(architecturePage, (await pageWithRooms()).wanted);
await writeFile(metricsPage, pageWithMetrics(await readFile(metricsPage, 'utf8')));
await writeFile(cliPage, pageWithCommands(await readFile(cliPage, 'utf8')));
await writeFile(publicRecordingsPage, pageWithPublicRecordings(await readFile(publicRecordingsPage, 'utf8')));
await writeChart();
await import('./api-page.ts');

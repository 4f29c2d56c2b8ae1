import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPageWith } from '../src/api/document/page-tables.ts';
import { openApiDocument } from '../src/api/openapi-document.ts';

/** `node scripts/api-page.ts` regenerates the tables of docs/api.md from the OpenAPI document. */
const page = join(import.meta.dirname, '../docs/api.md');
writeFileSync(page, apiPageWith(readFileSync(page, 'utf8'), await openApiDocument()));

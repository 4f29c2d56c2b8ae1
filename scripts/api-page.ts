import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../src/api/document/openapi-document.ts';
import { apiPageWith } from '../src/api/document/page-tables.ts';

/** `node scripts/api-page.ts` writes the tables of docs/api.md anew, from the OpenAPI document. */
const page = join(import.meta.dirname, '../docs/api.md');
writeFileSync(page, apiPageWith(readFileSync(page, 'utf8'), await openApiDocument()));

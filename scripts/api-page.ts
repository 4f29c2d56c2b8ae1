import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPageWith, securityPageWith } from '../src/api/document/page-tables.ts';
import { openApiDocument } from '../src/api/openapi-document.ts';

/** `node scripts/api-page.ts` regenerates the tables of docs/api.md and docs/security.md from the OpenAPI document. */
const document = await openApiDocument();
const pages = { 'api.md': apiPageWith, 'security.md': securityPageWith };
for (const [name, pageWith] of Object.entries(pages)) {
  const page = join(import.meta.dirname, '../docs', name);
  writeFileSync(page, pageWith(readFileSync(page, 'utf8'), document));
}

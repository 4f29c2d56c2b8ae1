import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../src/api/openapi-document.ts';

/** Writes the OpenAPI document into a file, or to standard output: `node scripts/openapi.ts [file]`. */
const text = `${JSON.stringify(await openApiDocument(), null, 2)}\n`;
const [file] = process.argv.slice(2);
if (file) writeFileSync(file, text);
else process.stdout.write(text);

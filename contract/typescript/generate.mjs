/** `node generate.mjs DOCUMENT OUTPUT`: the types of the API; bytes are `Blob`, which `openapi-typescript` has as an option of its Node API alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const [document = '', output = ''] = process.argv.slice(2);
const blob = ts.factory.createTypeReferenceNode('Blob');
const types = await openapiTS(JSON.parse(readFileSync(document, 'utf8')), {
  transform: ({ format }) => (format === 'binary' ? blob : undefined),
});
writeFileSync(output, astToString(types));

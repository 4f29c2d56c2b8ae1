/** `node validate.mjs DOCUMENT`: prints as JSON what AsyncAPI's own parser says of a document, and what it reads from it. */
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const [path = ''] = process.argv.slice(2);
const { document, diagnostics } = await new Parser().parse(readFileSync(path, 'utf8'));
const channels = (document?.channels().all() ?? []).map((channel) => [
  channel.address(),
  channel
    .messages()
    .all()
    .map((message) => message.name()),
]);
console.log(
  JSON.stringify({
    diagnostics: diagnostics.map(({ code, message, path: at }) => `${code} at ${at.join('/')}: ${message}`),
    channels: Object.fromEntries(channels),
  }),
);

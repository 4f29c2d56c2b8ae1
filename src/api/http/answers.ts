import { z } from 'zod';

/** Parts of a route's `response` for responses that are not JSON. */

const binary = z.string().meta({ format: 'binary' });

/** Bytes or text of one of these media types. */
export function fileAnswer<const T extends string>(description: string, ...mediaTypes: T[]) {
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: schemaOf(type) }])) as Record<
    T,
    { schema: z.ZodString }
  >;
  return { description, content };
}

/** Generators handle event streams in different ways; the messages are described in words. */
function schemaOf(mediaType: string): z.ZodString {
  if (mediaType === 'text/event-stream') return z.any() as unknown as z.ZodString;
  return mediaType.startsWith('text/') ? z.string() : binary;
}

/** A response without a body: 204, 304. */
export const noBody = (description: string) => z.undefined().describe(description);

export const unchanged = noBody('Not modified: `If-None-Match` names the current entity tag');

/** A file as the body of a request. */
export const fileBody = (...mediaTypes: string[]): Record<string, { schema: object }> =>
  Object.fromEntries(
    mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary', minLength: 1 } }]),
  );

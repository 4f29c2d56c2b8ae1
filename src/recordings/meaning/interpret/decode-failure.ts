import type { CodeSighting } from '../../summary/code-collector.ts';
import type { MessageSchema } from '../decode/decoder.ts';

/** The definition of a message, as stored in the container. */
export interface DecodedChannel {
  topic: string;
  messageEncoding: string;
  schema: MessageSchema;
}

/** Maximum length of a decoder's own message, which may quote a whole definition. */
const longestReason = 160;

/** A message of `bytes` at which its decoder threw, described for the person who has to fix it. */
export function messageFailure(
  { topic, messageEncoding, schema }: DecodedChannel,
  bytes: number,
  error: unknown,
): CodeSighting {
  const definition = schema.name === '' ? 'its definition' : `the definition of ${schema.name}`;
  return failure(
    topic,
    messageEncoding === 'json'
      ? `A message of ${bytes} bytes on ${topic} is no valid JSON text: it was cut off, or is damaged.`
      : `A message of ${bytes} bytes on ${topic} does not fit ${definition} in the recording (${messageEncoding}): ${reasonOf(error)}.`,
  );
}

/** A definition from which no decoder can be created. */
export function definitionFailure(
  { topic, messageEncoding, schema }: DecodedChannel,
  error: unknown,
): CodeSighting {
  const format = schema.encoding || messageEncoding;
  return failure(
    topic,
    `The recording's definition of ${schema.name} for ${topic} (${format}) cannot be read: ${wordsOf(error)}.`,
  );
}

function failure(topic: string, message: string): CodeSighting {
  return { code: `${topic}: message cannot be decoded`, source: 'decoder', severity: 'warning', message };
}

/** Decoders read past the end if fields are missing, and if a length in the message is wrong. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError)
    return 'its fields would end behind the message; it was cut off, or written with another definition';
  if (error instanceof TypeError)
    return 'a text in it is no UTF-8; it is damaged, or written with another definition';
  return wordsOf(error);
}

function wordsOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.slice(0, longestReason).replace(/[.:\s]+$/, '') || 'no reason is given';
}

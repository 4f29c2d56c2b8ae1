import { z } from 'zod';
import { type FileFacts, highestPriority, labelBounds } from '../../domain/file-facts.ts';
import { askedTime, label } from '../http/text-schema.ts';
import { invalid } from './upload-headers.ts';

/** Separates labels where they are sent as one text, so that none contains it. */
const separator = ',';

/** Facts of a file in a JSON body. */
export const factsShape = {
  recorded_at: askedTime.optional().describe('When it was recorded, RFC 3339'),
  priority: z
    .int()
    .min(0)
    .max(highestPriority)
    .optional()
    .describe('0, the default, to 9: files of a higher one are read before the others of their batch'),
  labels: z
    .array(label(labelBounds.longest).regex(/^[^,]*$/, 'must not contain a comma'))
    .max(labelBounds.most)
    .optional()
    .describe('Shown with the file; without commas'),
};
const facts = z.object(factsShape);

/** How a way of uploading calls the facts. */
export type FactNames = Record<keyof FileFacts, string>;
export const plainNames: FactNames = { recorded_at: 'recorded_at', priority: 'priority', labels: 'labels' };

/** Facts of a JSON body that was checked. */
export function givenFacts({ recorded_at, priority, labels }: z.infer<typeof facts>): FileFacts {
  return { recorded_at: recorded_at ?? null, priority: priority ?? 0, labels: [...new Set(labels)] };
}

/**
 * Facts that are sent as texts: metadata, headers, fields of a form. Empty is as good as absent.
 * @throws ArgusError `validation` with the name by which it was sent.
 */
export function factsOfTexts(textOf: (name: string) => string | undefined, names = plainNames): FileFacts {
  const text = (fact: keyof FileFacts) => textOf(names[fact])?.trim() || undefined;
  const priority = text('priority');
  const parts = (text('labels') ?? '').split(separator).map((part) => part.trim());
  const result = facts.safeParse({
    recorded_at: text('recorded_at'),
    ...(priority !== undefined && { priority: /^\d$/.test(priority) ? Number(priority) : priority }),
    labels: parts.filter((part) => part !== ''),
  });
  if (result.success) return givenFacts(result.data);
  const [issue] = result.error.issues;
  const fact = (issue?.path[0] ?? 'labels') as keyof FileFacts;
  throw invalid(names[fact], sentenceOf(fact, issue?.message));
}

function sentenceOf(fact: keyof FileFacts, message: string | undefined): string {
  if (fact === 'priority') return `must be a whole number from 0 to ${highestPriority}`;
  if (fact === 'recorded_at') return message ?? 'must be a time';
  return `must be at most ${labelBounds.most} labels of at most ${labelBounds.longest} printable characters, separated by commas`;
}

import { z } from 'zod';
import { plainText } from '../../text/plain-text.ts';

/** The expected content of the model's answer; anything beyond it is not read. */
const answerSchema = z.object({
  narrative: z
    .array(z.object({ text: z.string().min(1).max(1_000), findings: z.array(z.string().max(10)).max(50) }))
    .max(12),
  likely_causes: z
    .array(
      z.object({
        cause: z.string().min(1).max(300),
        why: z.string().max(600).optional(),
        findings: z.array(z.string().max(10)).max(50),
      }),
    )
    .max(10),
});

export type CheckedAnswer =
  | {
      ok: true;
      narrative: string;
      likely_causes: { cause: string; why?: string; findings: string[] }[];
      /** Number of statements that referred to no finding. */
      dropped: number;
    }
  | { ok: false; reason: string };

/**
 * Validates an answer against its schema, and each statement in it against the existing findings (`rules` by the id
 * they had in the prompt); statements that name none of them are dropped.
 */
export function checkAnswer(text: string, rules: ReadonlyMap<string, string>): CheckedAnswer {
  const parsed = answerSchema.safeParse(parse(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue?.path.join('.') || 'the answer';
    return { ok: false, reason: `The answer has not the form that was asked for: ${where}.` };
  }
  const known = (ids: string[]) => ids.filter((id) => rules.has(id));
  const narrative = parsed.data.narrative.filter(({ findings }) => known(findings).length > 0);
  const causes = parsed.data.likely_causes.filter(({ findings }) => known(findings).length > 0);
  const dropped =
    parsed.data.narrative.length - narrative.length + parsed.data.likely_causes.length - causes.length;
  if (narrative.length === 0) {
    return { ok: false, reason: 'No sentence of the answer rests on a finding of this report.' };
  }
  return {
    ok: true,
    dropped,
    narrative: narrative.map(({ text: sentence }) => clean(sentence)).join(' '),
    likely_causes: causes.map(({ cause, why, findings }) => ({
      cause: clean(cause),
      ...(why && { why: clean(why) }),
      findings: [...new Set(known(findings).map((id) => rules.get(id) as string))],
    })),
  };
}

/** Models tend to put a fence around JSON although the prompt forbids it. */
function parse(text: string): unknown {
  const fenced = /^\s*```(?:json)?\s*([\s\S]*?)\s*```\s*$/.exec(text);
  try {
    return JSON.parse(fenced?.[1] ?? text);
  } catch {
    return undefined;
  }
}

function clean(text: string): string {
  return plainText(text).trim();
}

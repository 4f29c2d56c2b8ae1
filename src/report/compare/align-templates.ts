import { isLogSource, isSameCode } from '../../domain/code-identity.ts';
import { anyWord } from '../../domain/code-template.ts';
import type { Report } from '../report-schema.ts';

type Code = Report['error_codes'][number];

/**
 * The codes of one drive in the templates of the other: a word takes many values in one drive and few in the next,
 * where its lines are codes of their own.
 */
export function alignTemplates(codes: readonly Code[], others: readonly Code[]): Code[] {
  const templates = others.filter(({ source, code }) => isLogSource(source) && code.includes(anyWord));
  const aligned = new Map<Code, Code>();
  const result: Code[] = [];
  for (const code of codes) {
    const template = templates.find((each) => isSameCode(each, code));
    const present = template && aligned.get(template);
    if (present) present.count += code.count;
    else {
      const own = template ? { ...code, code: template.code } : code;
      if (template) aligned.set(template, own);
      result.push(own);
    }
  }
  return result;
}

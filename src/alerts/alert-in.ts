import type { StoredAlert } from '../domain/alert.ts';
import type { Language } from '../language/language.ts';

/** An alert, which is stored in English, with what it says of findings in another language, as far as that is known. */
export function alertIn({ ofArgus }: Language, alert: StoredAlert): StoredAlert {
  const { verdict, findings, ...message } = alert.message;
  return {
    ...alert,
    message: {
      ...message,
      verdict: { ...verdict, sentence: ofArgus(verdict.sentence) },
      findings: findings.map((finding) => ({
        ...finding,
        title: ofArgus(finding.title),
        description: ofArgus(finding.description),
        likely_cause: ofArgus(finding.likely_cause),
        advice: ofArgus(finding.advice),
      })),
    },
  };
}

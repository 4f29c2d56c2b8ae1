import type { Finding } from '../diagnosis/finding-schema.ts';
import { chooseKnowledge } from '../diagnosis/knowledge/choose-knowledge.ts';
import { knowledgeQuestion } from '../diagnosis/knowledge/knowledge-question.ts';
import type { KnowledgeStore } from '../stores/postgres/knowledge.ts';

/** Findings with their knowledge entries, and the version of the knowledge base; one query. */
export async function attachKnowledge(
  knowledge: Pick<KnowledgeStore, 'match'>,
  platform: string | null,
  findings: readonly Finding[],
): Promise<{ findings: Finding[]; version: string }> {
  const { codeKeys, rules, texts } = knowledgeQuestion(findings);
  const { revision, candidates } = await knowledge.match.candidates({
    platform,
    codeKeys,
    rules,
    texts: texts.map(({ folded }) => folded),
  });
  return { findings: chooseKnowledge(findings, candidates, texts), version: String(revision) };
}

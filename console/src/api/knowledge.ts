import type {
  FeedbackBody,
  FeedbackCounts,
  KnowledgeEntryBody,
  KnowledgePageBody,
} from '../../../src/api/schemas/knowledge.ts';
import type { KnowledgeContent } from '../../../src/domain/knowledge.ts';
import { request, withQuery } from './request.ts';

export interface KnowledgeFilter {
  q?: string | undefined;
  platform?: string | undefined;
  retired?: string | undefined;
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const of = (id: string) => `/knowledge/${encodeURIComponent(id)}`;

export function listKnowledge(
  query: KnowledgeFilter & { cursor?: string | undefined; limit: number },
  signal: AbortSignal,
) {
  return request<KnowledgePageBody>(withQuery('/knowledge', { ...query }), { signal });
}

export function getEntry(id: string, signal: AbortSignal) {
  return request<KnowledgeEntryBody>(of(id), { signal });
}

export function addEntry(content: KnowledgeContent) {
  return request<KnowledgeEntryBody>('/knowledge', json('POST', content));
}

export function changeEntry(id: string, version: number, content: KnowledgeContent) {
  return request<KnowledgeEntryBody>(of(id), json('PUT', { ...content, version }));
}

export function retireEntry(id: string, version: number) {
  return request<KnowledgeEntryBody>(withQuery(of(id), { version }), { method: 'DELETE' });
}

export function giveFeedback(id: string, feedback: Omit<FeedbackBody, 'note'>) {
  return request<FeedbackCounts>(`${of(id)}/feedback`, json('POST', feedback));
}

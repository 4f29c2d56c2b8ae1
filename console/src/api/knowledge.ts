import type {
  FeedbackBody,
  FeedbackCounts,
  FeedbackListBody,
  ImportResultBody,
  KnowledgeEntryBody,
  KnowledgePageBody,
} from '../../../src/api/knowledge/schema.ts';
import type { KnowledgeContent } from '../../../src/domain/knowledge.ts';
import { jsonBody, request, withQuery } from './request.ts';

export interface KnowledgeFilter {
  q?: string | undefined;
  platform?: string | undefined;
  retired?: string | undefined;
}

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
  return request<KnowledgeEntryBody>('/knowledge', jsonBody('POST', content));
}

export function changeEntry(id: string, version: number, content: KnowledgeContent) {
  return request<KnowledgeEntryBody>(of(id), jsonBody('PUT', { ...content, version }));
}

export function retireEntry(id: string, version: number) {
  return request<KnowledgeEntryBody>(withQuery(of(id), { version }), { method: 'DELETE' });
}

/** What was said of an entry, the newest first. */
export function listFeedback(id: string, limit: number, signal: AbortSignal) {
  return request<FeedbackListBody>(withQuery(`${of(id)}/feedback`, { limit }), { signal });
}

/** Adds and changes entries, all or none; `dryRun` only tells what would be done. */
export function importKnowledge(text: string, kind: 'csv' | 'json', dryRun: boolean) {
  return request<ImportResultBody>(withQuery('/knowledge/import', { dry_run: String(dryRun) }), {
    method: 'POST',
    headers: { 'content-type': kind === 'csv' ? 'text/csv' : 'application/json' },
    body: text,
  });
}

export function giveFeedback(id: string, feedback: Omit<FeedbackBody, 'note'>) {
  return request<FeedbackCounts>(`${of(id)}/feedback`, jsonBody('POST', feedback));
}
